import { parseArgs } from "node:util";
import { createServer } from "vite";
import type { makePages } from "./pages.ts";

// `npm run notebooks` makes the page of every notebook from the current release; `-- --from URL` from a served product.
const { values } = parseArgs({ options: { from: { type: "string" } } });
// The app's queries are files of SQL that Vite imports as text.
const vite = await createServer({
  configFile: false,
  appType: "custom",
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, watch: null },
});
try {
  const make = (await vite.ssrLoadModule("/notebooks/pages.ts")) as { makePages: typeof makePages };
  for (const page of await make.makePages(values.from)) console.log(page);
} finally {
  await vite.close();
}
