import type { Row } from "./notebook.ts";

/** Reads extracts of a served product, of its current release. */
export function servedAt(base: string) {
  return async (address: string): Promise<Row[]> => rowsOf(address, await fetch(new URL(address, base)));
}

/** Reads extracts by the functions that serve them, without a server. */
export async function fromRelease(address: string): Promise<Row[]> {
  const { loader } = await import("#app/routes/extract.ts");
  const request = new Request(new URL(address, "http://localhost"));
  const [view, code] = new URL(request.url).pathname
    .replace(/^\/en\//, "/")
    .slice(1)
    .replace(/\.json$/, "")
    .split("/");
  return rowsOf(address, await loader({ request, params: code ? { view, code } : { view }, context: {} }));
}

async function rowsOf(address: string, response: Response): Promise<Row[]> {
  if (!response.ok) throw new Error(`no extract: ${address} (${response.status} ${await response.text()})`);
  return ((await response.json()) as { rows: Row[] }).rows;
}
