import { type Lang, say } from "#core/words.ts";
import type { PictureChart } from "./extract/picture.ts";
import type { MallImpact } from "./impact-city.ts";
import type { CountryView, Figure, ImpactPage } from "./impact-page.ts";

/** The charts of the country as its picture shows them: the finding and its conditions go with them. */
export function countryPicture({ country, nation }: ImpactPage, lang: Lang): PictureChart[] {
  const studies = country?.numbers?.studies ?? [];
  return [
    ...studies.map((study) =>
      chartOf(study, country ? [country.text, say(lang, "impact_caption_limits"), country.limits] : []),
    ),
    ...(nation ? [chartOf(nation, studies.length === 0 && country ? [country.text] : [], nation.readings)] : []),
  ];
}

/** The country in sentences: finding first, then what is missing, the conditions, and how it was computed. */
export function countryText({ country }: ImpactPage, lang: Lang): string[] {
  if (!country) return [say(lang, "impact_none")];
  return [
    [say(lang, "impact_question"), say(lang, `impact_level_${country.level}`), country.text].join("\n"),
    needLines(country.needs, lang),
    ...(country.numbers?.studies ?? []).map(({ alternative }) => alternative),
    [say(lang, "impact_assumptions"), ...country.assumptions].join("\n"),
    country.limits,
    country.run.map(({ name, value }) => `${name}: ${value}`).join("\n"),
  ].filter((text) => text !== "");
}

/** The charts of one mall's region. */
export function mallImpactPicture(impact: MallImpact, lang: Lang): PictureChart[] {
  if (!impact) return [];
  return [
    ...(impact.placebo ? [chartOf(impact.placebo, [impact.text, impact.placebo.tally])] : []),
    ...(impact.path ? [chartOf(impact.path, [])] : []),
    ...impact.series.map((series) => ({
      title: say(lang, "impact_changes_title"),
      svg: series.drawing.wide,
      legend: [],
      notes: [
        impact.text,
        say(lang, "impact_changes_text"),
        series.reading,
        say(lang, "impact_changes_basis", { basis: series.basis, window: series.window }),
        say(lang, "impact_changes_limits"),
      ],
      sources: [],
    })),
  ];
}

/** The same in sentences. */
export function mallImpactText(impact: MallImpact, lang: Lang): string[] {
  if (!impact) return [say(lang, "impact_none")];
  return [
    [say(lang, "impact_mall_title"), say(lang, `impact_level_${impact.level}`), impact.text].join("\n"),
    needLines(impact.needs, lang),
    ...(impact.placebo ? [[impact.placebo.alternative, impact.placebo.tally, impact.placebo.kept].join("\n")] : []),
    ...impact.series.map((series) =>
      [series.alternative, say(lang, "impact_changes_basis", { basis: series.basis, window: series.window })].join(
        "\n",
      ),
    ),
    impact.opening,
    impact.run.map(({ name, value }) => `${name}: ${value}`).join("\n"),
  ].filter((text) => text !== "");
}

function needLines(
  needs: readonly Pick<CountryView["needs"][number], "name" | "measured" | "needed">[],
  lang: Lang,
): string {
  if (needs.length === 0) return "";
  const lines = needs.map(({ name, measured, needed }) =>
    say(lang, "impact_need_line", { name, measured: measured.text, needed: needed.text }),
  );
  return [say(lang, "impact_needs"), ...lines].join("\n");
}

function chartOf(
  { title, drawing, notes }: Figure,
  more: readonly string[],
  readings: readonly { source: string }[] = [],
): PictureChart {
  return {
    title,
    svg: drawing.wide,
    legend: [],
    notes: [...more, ...notes],
    sources: [...new Set(readings.map(({ source }) => source))],
  };
}
