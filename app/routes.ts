import { index, type RouteConfig, type RouteConfigEntry, route } from "@remix-run/route-config";

/** The same pages stand at the root in Indonesian and under /en in English. */
function pages(prefix: "" | "en"): RouteConfigEntry[] {
  const at = (path: string, file: string) =>
    route(prefix ? `${prefix}/${path}` : path, `routes/${file}`, { id: `${prefix || "id"}:${file}:${path}` });
  return [
    prefix ? route(prefix, "routes/home.tsx", { id: "en:home" }) : index("routes/home.tsx", { id: "id:home" }),
    at("malls", "malls.tsx"),
    at("malls/:code", "mall.tsx"),
    at("malls/:code/peers", "peers.tsx"),
    at("malls/:code/brief", "brief.tsx"),
    at("compare", "compare.tsx"),
    at("rank", "rank.tsx"),
    at("regions", "regions.tsx"),
    at("coverage", "coverage.tsx"),
    at("impact", "impact.tsx"),
    at("indicators", "indicators.tsx"),
    at("indicators/:code", "indicator.tsx"),
    at("sources", "sources.tsx"),
    at("sources/:id", "source.tsx"),
    at("receipts/:id", "receipt.tsx"),
    at("changes", "changes.tsx"),
    at("data", "data.tsx"),
    at("data/:name", "data-set.tsx"),
    at("data/datapackage.json", "data-machine.ts"),
    at("data/catalog.jsonld", "data-machine.ts"),
    at("data/openapi.json", "data-machine.ts"),
    at("method", "content.tsx"),
    at("method/:page", "content.tsx"),
    at("accessibility", "content.tsx"),
    at("embed/compare", "embed-compare.tsx"),
    at("embed/malls/:code", "embed-mall.tsx"),
    at("releases/:release/*", "pinned.ts"),
    at("*", "not-found.tsx"),
  ];
}

const ENDINGS = [
  "id.csv-metadata.json",
  "csv-metadata.json",
  "id.csv",
  "csv",
  "xlsx",
  "json",
  "arrow",
  "parquet",
  "svg",
  "png",
  "txt",
];

/**
 * Bodies for programs: the address of any page with an ending. A view joins them with one line in routes/extract.ts;
 * a route for each view and ending would make every page slower to find.
 */
function extracts(prefix: "" | "en"): RouteConfigEntry[] {
  return ENDINGS.flatMap((ending) =>
    [`:view.${ending}`, `:view/:code.${ending}`].map((path) =>
      route(prefix ? `${prefix}/${path}` : path, "routes/extract.ts", { id: `${prefix || "id"}:extract:${path}` }),
    ),
  );
}

export default [
  ...extracts(""),
  ...extracts("en"),
  ...pages(""),
  ...pages("en"),
  route("healthz", "routes/healthz.ts"),
  // Every chart on figures made up for it; for those who build them only.
  ...(process.env.NODE_ENV === "development" ? [route("gallery", "routes/gallery.tsx")] : []),
] satisfies RouteConfig;
