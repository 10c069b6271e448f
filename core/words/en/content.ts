import type { content as words } from "../id/content.ts";

export const content = {
  content_qualifier_exact: "exact",
  content_qualifier_rounded: "rounded",
  content_qualifier_about: "about",
  content_qualifier_average: "average",
  content_qualifier_at_least: "lower bound",
  content_contents: "On this page",
} satisfies Record<keyof typeof words, string> & Record<string, string>;
