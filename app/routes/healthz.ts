import { currentRelease } from "#app/.server/release.ts";

/** For machines: the release that is being served and the size of its tables. */
export async function loader() {
  const { manifest } = await currentRelease();
  const tables = Object.fromEntries(Object.entries(manifest.tables).map(([name, table]) => [name, table.rows]));
  return Response.json(
    { ok: true, release: manifest.release_id, kind: manifest.kind, published_at: manifest.published_at, tables },
    { headers: { "Cache-Control": "no-store" } },
  );
}
