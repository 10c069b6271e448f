import type { sentences as words } from "../id/sentences.ts";

export const sentences = {
  sentence_served_on: "{mall} first served on {date}",
  sentence_served: "{mall} first served {date}",
  sentence_inaugurated_on:
    "{mall} was inaugurated by the ministry on {date}, while the date of first service has not been found",
  sentence_inaugurated:
    "{mall} was inaugurated by the ministry {date}, while the date of first service has not been found",
  sentence_undated: "The date on which {mall} first served has not been found in public sources",
  sentence_intended: "{mall} is still planned; no source says that it serves",
  sentence_closed: "{mall} has closed, according to public sources",
  sentence_up: "{name} rose from {from} ({from_period}) to {to} ({to_period})",
  sentence_down: "{name} fell from {from} ({from_period}) to {to} ({to_period})",
  sentence_same: "{name} stayed at {to} ({from_period} and {to_period})",
  sentence_unclear:
    "{name} stood at {from} ({from_period}) and {to} ({to_period}), too coarse to be called a rise or a fall",
  sentence_level_at: "{name} stood at {value} ({period})",
  sentence_level: "{name} came to {value} ({period})",
  sentence_part: "{name} came to {value} ({period}), which is not a calendar year",
  sentence_announced: "{name}: {value} planned ({period}); the number reached is not on record",
  sentence_grade: "that score is grade {letter}",
  sentence_chance_unknown:
    "The number of respondents was not published for both years, so chance in the survey cannot be ruled out as the reason for the difference",
  sentence_chance_small:
    "Too few respondents were asked to rule out chance in the survey as the reason for the difference",
  sentence_chance_no: "With {from_n} and {to_n} respondents, the difference cannot be told from chance in the survey",
  sentence_chance_yes:
    "With {from_n} and {to_n} respondents, the difference is larger than chance in the survey would make it (95% confidence)",
  sentence_break_bases:
    "the figure of {to_period} cannot be compared with {from} ({from_period}) because they are counted on different bases",
  sentence_break_basis_unknown:
    "the figure of {to_period} cannot be compared with {from} ({from_period}) because it is not known whether they are counted on the same basis",
  sentence_break_series:
    "the figure of {to_period} cannot be compared with {from} ({from_period}) because they belong to different series",
  sentence_office:
    "The figure {value} for {name} ({period}) is that of the office before the mall existed, and is not compared",
  sentence_rival: "Another source gives {value} for {period}",
  sentence_peers_latest:
    "Of {all} similar malls, {with} have a figure for {name} to set beside {value} ({period}): {list}, by the latest figure of each",
  sentence_peers_period:
    "Of {all} similar malls, {with} have a figure for {name} to set beside {value} ({period}): {list}, in the same period",
  sentence_lower: "{n} lower",
  sentence_higher: "{n} higher",
  sentence_near: "{n} equal or too close to tell",
  sentence_alone: "Too few of {all} similar malls have a figure that can be compared",
  sentence_unranked:
    "{name} is not set against that of {with} similar malls which also report it, because the number of respondents was not published",
  sentence_stale: "There is no figure yet for {list}",
  sentence_after: "{name} after {year}",
  sentence_absent: "Figures for {list} have not been found in public sources",
  sentence_how:
    "This paragraph is put together from the figures on this page by rule, and draws no conclusion on causes.",
  sentence_how_link: "How it is made",
  sentence_title: "Summary",
} satisfies Record<keyof typeof words, string> & Record<string, string>;
