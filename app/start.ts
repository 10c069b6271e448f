import { prepare } from "./prepare.ts";

// One command from a clone to the running product: data, then pages, then the server.
try {
  prepare();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.env.NODE_ENV = "production";
await import("./server.ts");
