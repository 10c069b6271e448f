import type { shell as words } from "../id/shell.ts";

export const shell = {
  site_name: "Pantau MPP",
  site_tagline:
    "How Indonesia's public service malls perform, and investment around them, with a source for every number",
  skip_to_content: "Skip to content",
  language_name: "Bahasa Indonesia",
  language_switch: "Read this page in Indonesian",
  main_navigation: "Main navigation",
  nav_home: "Home",
  nav_malls: "Malls",
  nav_compare: "Compare",
  nav_indicators: "Indicators",
  nav_sources: "Sources",
  nav_method: "Method",
  footer_navigation: "Footer links",
  footer_release: "Data release {release}",
  footer_kind_facts: "Published facts: figures from public sources, each with its quotation.",
  footer_kind_synthetic: "Synthetic data: generated for testing, not real figures.",
  footer_not_official:
    "Not an official government site. Figures are quoted from public sources and may be wrong; please report mistakes.",
  footer_regions: "Region names and codes: idn-area-data (ODbL licence).",
  footer_changes: "Changes",
  footer_accessibility: "Accessibility",
  banner_synthetic: "Synthetic data: the figures on this page were generated for testing and are not real.",
  banner_pinned: "You are reading release {release}. There is a newer one.",
  banner_pinned_link: "Open the current release",
  error_not_found_title: "Page not found",
  error_not_found_text: "There is no page at this address. It may be mistyped or have moved.",
  error_server_title: "Something went wrong",
  error_server_text:
    "This page could not be made. No data are lost. Try to reload; if it keeps failing, tell the maintainers.",
  error_search_label: "Find a regency, city or province",

  search_label: "Find the mall of my regency or city",
  search_placeholder: "e.g. banjarbaru or kota bogor",
  search_button: "Search",

  table_summary: "Data table",
  chart_keyboard_hint:
    "Use the left and right arrow keys to walk along the points, Enter to see where a number comes from.",
  chart_sources: "Source",
  download: "Download",
  none: "no data",

  mark_grade: "Grade {letter}, {words}",
  mark_partial: "period not complete",
  mark_cumulative: "cumulative, part of the year",
  mark_rival: "differing claim",
  mark_planned: "planned",
  grade_line: "grade {letter} from here",

  state_open: "Serving",
  state_inaugurated: "Inaugurated",
  state_planned: "Not yet open",
  state_closed: "Closed",
  state_unknown: "State not known",

  event_agreement_signed: "Cooperation agreement signed",
  event_built: "Building built",
  event_trial: "Trial service",
  event_soft_launch: "Soft launch",
  event_local_inauguration: "Inauguration by the local government",
  event_ministry_inauguration: "Inauguration by the ministry",
  event_operating: "Known to be serving",
  event_closure: "Closed",
  event_move: "Moved",
  event_reopening: "Reopened",

  shape_hollow: "Open circle: the source says about or on average.",
  shape_bound: "Triangle: a lower bound, the value is more than written.",
  shape_planned: "Dashed circle: not yet, or not, a value of the mall.",
  event_other_claims: "{n} other claims",
  event_other_claims_one: "1 other claim",

  basis_lkpm: "LKPM (PMA + PMDN)",
  basis_lkpm_umk: "LKPM + micro and small business",
  basis_city_count: "Local government count, incl. permit values",
  basis_permits: "Planned value on permits",
  basis_unknown: "Basis not stated by the source",

  column_indicator: "Indicator",
  column_period: "Period",
  column_value: "Value",
  column_group: "Detail",
  column_source: "Source",
  date_unknown: "date not known",

  chart_alternative: "Chart of {name}. {list}.",
  note_bases_differ:
    "Figures come from {sources} sources with {bases} bases of counting; points are joined only where source and basis are the same, and must not be read as one series.",
  note_before_mall: "The marked value is from before the mall served, so it is not the mall's.",
  missing_mall_code: "There is no region with the code {code}. Codes are written like 63.72.",
  missing_mall_region:
    "No public service mall in {name} was found in our sources. That does not prove that there is none.",

  extract_heading: "Download and cite",
  extract_text: "Exactly the rows shown on this page, with unit, source, quotation and release.",
  extract_csv_note:
    "In the CSV, text that a spreadsheet could run as a formula (beginning with =, +, - or @) has a ' in front of it. Read region codes as text: 35.10 is not 35.1.",
  extract_pinned: "Permanent link: this view in release {release}",

  island_sumatera: "Sumatra",
  island_jawa: "Java",
  island_bali_nusra: "Bali and Nusa Tenggara",
  island_kalimantan: "Kalimantan",
  island_sulawesi: "Sulawesi",
  island_maluku: "Maluku",
  island_papua: "Papua",

  count_malls: "Public service malls known",
  count_malls_with: "Malls with a value",
  count_regions_with: "Regions with a value",
  count_figures: "Figures",
  count_claims: "Published figures by standing",
  count_events: "Claims about events of malls",
  count_sources: "Sources",
  count_source_figures: "Figures taken from the source",
  count_source_events: "Events taken from the source",
  count_changes: "Rows changed in this release",

  count_malls_reported: "Malls with a headline figure",
} satisfies Record<keyof typeof words, string> & Record<string, string>;
