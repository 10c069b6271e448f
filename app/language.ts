import { useLocation } from "@remix-run/react";
import { type Lang, sayer } from "#core/words.ts";

/** The language of a path: English under /en, Indonesian elsewhere. */
export function langOf(pathname: string): Lang {
  return pathname === "/en" || pathname.startsWith("/en/") ? "en" : "id";
}

/** The path of a page in a language; `path` is the Indonesian one, which carries no prefix. */
export function localPath(lang: Lang, path: string): string {
  if (lang === "id") return path;
  return path === "/" ? "/en" : `/en${path}`;
}

/** The same page, without its language. */
export function barePath(pathname: string): string {
  return langOf(pathname) === "en" ? pathname.slice(3) || "/" : pathname;
}

/** Whether a path is made to stand in a frame on another site. */
export function isEmbed(pathname: string): boolean {
  return barePath(pathname).startsWith("/embed/");
}

/** Language, words and links of the page being shown. A pinned release stays in every link. */
export function useLanguage() {
  const { pathname, search } = useLocation();
  const lang = langOf(pathname);
  const release = new URLSearchParams(search).get("release");
  return {
    lang,
    say: sayer(lang),
    to: (path: string) => withRelease(localPath(lang, path), release),
    otherLanguage: localPath(lang === "id" ? "en" : "id", barePath(pathname)) + search,
  };
}

/** Adds the pinned release to a link that has none. */
export function withRelease(path: string, release: string | null): string {
  if (!release || /[?&]release=/.test(path)) return path;
  const [beforeHash = "", hash] = path.split("#");
  const joined = `${beforeHash}${beforeHash.includes("?") ? "&" : "?"}release=${encodeURIComponent(release)}`;
  return hash ? `${joined}#${hash}` : joined;
}

/** A path with its query, where there is one. */
export function pathTo(path: string, search: string): string {
  return search ? `${path}?${search}` : path;
}
