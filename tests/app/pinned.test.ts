import { beforeAll, expect, it } from "vitest";
import { FORMATS } from "#app/.server/extract/formats.ts";
import { buildIn, edit, REAL_FACTS, workspace } from "../etl/workspace.ts";
import { get } from "./real-release.ts";

const folders = workspace(REAL_FACTS);
let first: string;
beforeAll(async () => {
  first = (await buildIn(folders)).manifest.release_id;
  process.env.PANTAU_DATA = folders.root;
});

/** Views by the path of their page, with a query where they take one. */
const VIEWS: [path: string, search: string][] = [
  ["compare", "m=63.72,64.72&i=realised_investment,agencies"],
  ["malls/63.72", ""],
  ["malls", "province=63"],
  ["indicators/realised_investment", "year=2022"],
  ["indicators", ""],
  ["sources", ""],
  ["rank", ""],
  ["coverage", ""],
  ["peers/63.72", ""],
  ["impact", ""],
  ["changes", ""],
  ["home", ""],
];
const CHANGED = "compare.csv";

/** Every file of every view in a release: its bytes, and what is said of it in the headers. */
async function filesOf(release: string): Promise<Map<string, { bytes: Buffer; headers: [string, string][] }>> {
  const { loader } = await import("#app/routes/extract.ts");
  const found = new Map<string, { bytes: Buffer; headers: [string, string][] }>();
  for (const [path, search] of VIEWS) {
    for (const format of Object.keys(FORMATS)) {
      const [view, code] = path.split("/") as [string, string?];
      const address = `/${path}.${format}?${search ? `${search}&` : ""}release=${release}`;
      const response = await loader({ ...get(address), params: code ? { view, code } : { view } });
      if (response.status === 404 && (format === "png" || format === "svg")) continue;
      expect([address, response.status]).toEqual([address, 200]);
      expect(response.headers.get("Cache-Control")).toContain("immutable");
      found.set(`${path}.${format}`, {
        bytes: Buffer.from(await response.arrayBuffer()),
        headers: [...response.headers],
      });
    }
  }
  return found;
}

/** What pages are drawn from in a release. */
async function pagesOf(id: string): Promise<string> {
  const [{ openRelease }, { comparePage }, { readQuery }, { mallPage }, { mallOf }, { pinned }] = await Promise.all([
    import("#app/.server/release.ts"),
    import("#app/.server/compare-page.ts"),
    import("#app/.server/comparison.ts"),
    import("#app/.server/mall-page.ts"),
    import("#app/.server/malls.ts"),
    import("#app/routes/pinned.ts").then(({ loader }) => ({ pinned: loader })),
  ]);
  const release = await openRelease(id);
  const query = await readQuery(release, new URLSearchParams(`m=63.72,64.72&i=realised_investment&release=${id}`));
  const mall = await mallOf(release, "63.72");
  if (!mall) throw new Error("missing mall: 63.72");
  const path = `/releases/${id}/compare.csv?m=63.72`;
  const redirect = await pinned({ ...get(path), params: { release: id, "*": "compare.csv" } });
  return JSON.stringify([
    await comparePage(release, query.value, [], "id"),
    await mallPage(release, mall, "en"),
    [redirect.status, redirect.headers.get("Location"), redirect.headers.get("Cache-Control")],
  ]);
}

it("files and pages that name a release are the same bytes after a later release has changed a fact", async () => {
  const files = await filesOf(first);
  const pages = await pagesOf(first);
  expect(files.size).toBeGreaterThan(9 * VIEWS.length);

  edit(folders, "observations.csv", (text) =>
    text.replace(/^(63\.72,[^,]*,realised_investment,[^\n]*?),645000000000,/m, "$1,646000000000,"),
  );
  const later = await buildIn(folders, { clock: () => new Date("2026-02-28T08:00:00Z") });
  expect(later.manifest.release_id).not.toBe(first);
  const { currentRelease } = await import("#app/.server/release.ts");
  expect((await currentRelease()).id).toBe(later.manifest.release_id);

  const again = await filesOf(first);
  for (const [name, { bytes, headers }] of files) {
    const now = again.get(name);
    expect([name, now?.bytes.equals(bytes)]).toEqual([name, true]);
    expect([name, now?.headers]).toEqual([name, headers]);
  }
  expect(await pagesOf(first)).toBe(pages);

  // The later release does hold the changed fact: what stayed the same stayed so by its address.
  const changed = (await filesOf(later.manifest.release_id)).get(CHANGED)?.bytes.toString() ?? "";
  expect(changed).toContain(",646000000000,");
  expect(files.get(CHANGED)?.bytes.toString()).toContain(",645000000000,");
}, 180_000);
