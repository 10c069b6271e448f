import type { home as words } from "../id/home.ts";

export const home = {
  home_link: "To the home page",

  home_title: "How is the public service mall in your area doing?",
  home_lead:
    "Here are {figures} published figures on {malls} public service malls (MPP) in Indonesia: satisfaction, visits, services, and investment in the region. Tap any number to see the quotation it was read from, among {sources} sources.",
  home_way_malls: "Open the page of my mall",
  home_way_malls_text: "Key figures, trends and events of one mall, ready for a meeting.",
  home_way_compare: "Compare malls",
  home_way_compare_text: "Your choice of malls, indicators and years as chart, table and file.",
  home_way_impact: "Investment before and after malls opened",
  home_way_impact_text: "What the data can say, and what they cannot yet.",
  home_way_method: "Understand how numbers are chosen",
  home_way_method_text: "The life of a number, the rule when sources differ, and what is missing.",
  home_where: "Where are the malls?",
  home_where_text:
    "Malls found in public sources, by province. A region without a mall here is no proof that it has none. “Serving” means a source says that services are running; “inaugurated” means that only the minister's ceremony is known.",
  home_tiles_label: "Number of malls by province",
  home_tiles_legend: "Number of malls:",
  home_tiles_table: "Table by island group and state",
  home_province: "Province",
  home_growth: "How many over time?",
  home_growth_title: "Public service malls in Indonesia",
  home_growth_alternative:
    "The number of malls as printed by sources rose from {first} ({since}) to {latest} ({until}).",
  home_growth_caption:
    "Counts as given by the ministry and the press on their date; some count only malls inaugurated by the minister. Horizontal bar: only the month or year is known. Hollow circle: a differing claim, never joined.",
  home_coverage: "How much has been reported?",
  home_coverage_text:
    "The number of malls, of the {malls} known, for which a figure was found in public sources, by year. For investment: the region in which the mall stands.",
  home_coverage_ever: "Ever",
  home_coverage_note:
    "A figure that is not here may exist: official reports are often not public. No data is not zero.",
  home_regions: "Figures by province, island group and for Indonesia",
  home_newest: "Newest figures",
  home_newest_source: "{source} (published {date})",
  home_release: "This data release",
  home_release_published: "Published {date}.",
  home_release_first: "The first release: {figures} figures from {sources} sources.",
  home_release_added: "{count} figures added",
  home_release_changed: "{count} figures changed",
  home_release_removed: "{count} figures removed",
  home_release_link: "What changed",
} satisfies Record<keyof typeof words, string> & Record<string, string>;
