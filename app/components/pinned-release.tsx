import { useLocation } from "@remix-run/react";

/** Keeps the pinned release of an address when a form is sent. */
export function PinnedRelease() {
  const release = new URLSearchParams(useLocation().search).get("release");
  return release ? <input type="hidden" name="release" value={release} /> : null;
}
