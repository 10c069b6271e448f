import { nearRegions, regionIndex } from "#core/region.ts";
import { type Lang, say } from "#core/words.ts";
import type { NotFound } from "../components/not-found-help.tsx";
import { malls, regions } from "./malls.ts";
import type { Release } from "./release.ts";

/** A 404 that names the code and offers the malls whose code or name is near: offering is allowed, choosing is not. */
export async function missingMall(release: Release, code: string, lang: Lang): Promise<Response> {
  const [all, existing] = await Promise.all([regions(release), malls(release)]);
  const names = new Map(existing.map((mall) => [mall.mall_code, mall.name]));
  const near = nearRegions(regionIndex(all), code, 8).filter((region) => names.has(region.region_code));
  const known = all.find((region) => region.region_code === code);
  const about: NotFound = {
    message: known ? say(lang, "missing_mall_region", { name: known.name }) : say(lang, "missing_mall_code", { code }),
    near: near.map((region) => ({
      path: `/malls/${region.region_code}`,
      name: names.get(region.region_code) ?? region.name,
    })),
  };
  return Response.json(about, { status: 404 });
}
