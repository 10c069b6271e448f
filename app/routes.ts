import { index, type RouteConfig, type RouteConfigEntry, route } from "@remix-run/route-config";

/** The same pages stand at the root in Indonesian and under /en in English. */
function pages(prefix: "" | "en"): RouteConfigEntry[] {
  const at = (path: string, file: string) =>
    route(prefix ? `${prefix}/${path}` : path, `routes/${file}`, { id: `${prefix || "id"}:${file}:${path}` });
  return [
    prefix ? route(prefix, "routes/home.tsx", { id: "en:home" }) : index("routes/home.tsx", { id: "id:home" }),
    at("malls", "malls.tsx"),
    at("malls/:code", "mall.tsx"),
    at("compare", "compare.tsx"),
    at("coverage", "coverage.tsx"),
    at("indicators", "indicators.tsx"),
    at("indicators/:code", "indicator.tsx"),
    at("sources", "sources.tsx"),
    at("sources/:id", "source.tsx"),
    at("receipts/:id", "receipt.tsx"),
    at("changes", "changes.tsx"),
    at("method", "content.tsx"),
    at("method/:page", "content.tsx"),
    at("accessibility", "content.tsx"),
    at("*", "not-found.tsx"),
  ];
}

/** Bodies for programs: the same view as the page of the same name, with an ending. */
function extracts(prefix: "" | "en"): RouteConfigEntry[] {
  const at = (path: string, file: string) =>
    route(prefix ? `${prefix}/${path}` : path, `routes/${file}`, { id: `${prefix || "id"}:${file}:${path}` });
  return [
    at("compare.csv", "compare-extract.ts"),
    at("compare.arrow", "compare-extract.ts"),
    at("coverage.csv", "coverage-extract.ts"),
    at("coverage.arrow", "coverage-extract.ts"),
    at("coverage/quarantine.csv", "coverage-extract.ts"),
    at("coverage/quarantine.arrow", "coverage-extract.ts"),
    at("coverage/corrections.csv", "coverage-extract.ts"),
    at("coverage/corrections.arrow", "coverage-extract.ts"),
    at("malls/:code.csv", "mall-extract.ts"),
    at("malls/:code.arrow", "mall-extract.ts"),
  ];
}

export default [
  ...extracts(""),
  ...extracts("en"),
  ...pages(""),
  ...pages("en"),
  route("healthz", "routes/healthz.ts"),
] satisfies RouteConfig;
