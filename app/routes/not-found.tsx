import type { LoaderFunctionArgs } from "@remix-run/node";
import { OFFERED } from "#app/.server/extract/formats.ts";
import { malls } from "#app/.server/malls.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import type { NotFound } from "../components/not-found-help.tsx";
import { barePath, langOf } from "../language.ts";

/** Any address without a page: a 404 that offers the pages someone may have meant. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url);
  const lang = langOf(pathname);
  const words = barePath(pathname)
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word.length > 2);
  const code = /\b\d{2}\.\d{2}\b/.exec(pathname)?.[0];
  const mall = code ? (await malls(await releaseFor(request))).find((m) => m.mall_code === code) : undefined;
  const pages: NonNullable<NotFound["near"]> = [
    { path: "/malls", name: say(lang, "nav_malls") },
    { path: "/compare", name: say(lang, "nav_compare") },
    { path: "/indicators", name: say(lang, "nav_indicators") },
    { path: "/sources", name: say(lang, "nav_sources") },
    { path: "/method", name: say(lang, "nav_method") },
    { path: "/changes", name: say(lang, "footer_changes") },
    { path: "/accessibility", name: say(lang, "footer_accessibility") },
  ];
  const alike = pages.filter(({ path, name }) =>
    words.some((word) => path.includes(word.slice(0, 4)) || name.toLowerCase().includes(word.slice(0, 4))),
  );
  const ending = /[^/]\.([a-z][a-z0-9]{0,9})$/i.exec(pathname)?.[1];
  const about: NotFound = {
    message: [
      say(lang, "error_not_found_text"),
      ...(ending ? [say(lang, "extract_unknown_format", { ending, endings: OFFERED })] : []),
    ].join(" "),
    near: [...(mall ? [{ path: `/malls/${mall.mall_code}`, name: mall.name }] : []), ...alike],
  };
  throw Response.json(about, { status: 404 });
}

export default function NotFoundPage() {
  return null;
}
