import { z } from "zod";
import { formatDate, formatValue } from "#core/format.ts";
import type { Indicator } from "#core/indicator.ts";
import { periodLabel } from "#core/period.ts";
import { STATUS_WORDS } from "#core/status.ts";
import { type Lang, say } from "#core/words.ts";
import { formatCount } from "./counts.ts";
import { type CorrectionRow, correctionRows, type DeliveryRow, deliveryRows } from "./coverage-table.ts";
import { malls, regions } from "./malls.ts";
import { type Claim, claimsById } from "./observations.ts";
import answers from "./queries/delivered-answers.sql?raw";
import investment from "./queries/delivered-investment.sql?raw";
import population from "./queries/delivered-population.sql?raw";
import services from "./queries/delivered-services.sql?raw";
import survey from "./queries/delivered-survey.sql?raw";
import visits from "./queries/delivered-visits.sql?raw";
import { type Reading, reading } from "./reading.ts";
import type { Release } from "./release.ts";

/** The address of what came of one file that was handed in; sources of delivered figures have the same name. */
const DELIVERY = "delivery-";
const ROWS_SHOWN = 40;

/** A file that was handed in, in a line. */
export type DeliveryCard = {
  id: string;
  file: string;
  sha256: string;
  contract: DeliveryRow["contract"];
  state: DeliveryRow["state"];
  asOf: string;
  received: string | null;
};

/** A declared correction, in words. */
export type AppliedCorrection = Pick<CorrectionRow, "where" | "column" | "action" | "expect" | "value"> & {
  id: string;
  reason: string;
};

/** Where a figure stands in the files that were handed in, and how it was made of their rows. */
export type Trace = {
  how: string;
  /** The figures that it is made of, each with a receipt of its own. */
  parts: { name: string; reading: Reading }[];
  /** The rows of the file, where it is made of rows. */
  rows: { period: string; part: string; text: string; file: string; sheet: string | null; row: number }[];
  more: string | null;
  /** Rows of the same files that are held back, and may belong to the figure. */
  held: string | null;
  deliveries: DeliveryCard[];
  /** Earlier files about the same place and time, which these have replaced. */
  predecessors: DeliveryCard[];
  corrections: AppliedCorrection[];
};

export type DeliveryReceipt = DeliveryCard & {
  kind: "delivery";
  value: string;
  sender: string | null;
  scope: string;
  regions: { code: string; name: string; mall: boolean }[];
  rows: { in: string; published: string; quarantined: string; superseded: string; dropped: string };
  /** Warnings that a person has accepted, and why. */
  accepted: { codes: string[]; reason: string } | null;
  retracted: string | null;
  supersedes: DeliveryCard[];
  superseded_by: DeliveryCard[];
  corrections: AppliedCorrection[];
  /** Whether figures of it are shown. */
  shown: boolean;
};

/** What came of a file that was handed in. Nothing where the release knows none of that name. */
export async function deliveryReceipt(release: Release, id: string, lang: Lang): Promise<DeliveryReceipt | undefined> {
  const all = await deliveryRows(release);
  const found = all.find((row) => DELIVERY + row.delivery_id === id);
  if (!found) return undefined;
  const [places, allMalls, corrections] = await Promise.all([
    regions(release),
    malls(release),
    correctionRows(release),
  ]);
  const names = new Map(places.map((place) => [place.region_code, place.name]));
  const withMall = new Set(allMalls.map((mall) => mall.mall_code));
  const n = (count: number) => formatCount(count, lang);
  return {
    kind: "delivery",
    value: found.file_name,
    ...cardOf(release, found, lang),
    sender: found.sender,
    scope: `${formatDate(found.period_start, "day", lang)} – ${formatDate(found.period_end, "day", lang)}`,
    regions: found.region_codes.map((code) => ({ code, name: names.get(code) ?? code, mall: withMall.has(code) })),
    rows: {
      in: n(found.rows_in),
      published: n(found.rows_published),
      quarantined: n(found.rows_quarantined),
      superseded: n(found.rows_superseded),
      dropped: n(found.rows_dropped),
    },
    accepted: found.accepted_reason ? { codes: found.accepted, reason: found.accepted_reason } : null,
    retracted: found.retracted_reason,
    supersedes: cards(release, all, found.supersedes, lang),
    superseded_by: cards(
      release,
      all,
      all.filter((row) => row.supersedes.includes(found.delivery_id)).map((row) => row.delivery_id),
      lang,
    ),
    corrections: corrections
      .filter((row) => row.state === "applied" && row.delivery_id === found.delivery_id)
      .map((row) => appliedOf(row, lang)),
    shown: found.rows_published > 0,
  };
}

/** The way of a figure back into the files that were handed in; null for a figure from elsewhere. */
export async function traceOf(
  release: Release,
  claim: Claim,
  indicators: ReadonlyMap<string, Indicator>,
  lang: Lang,
): Promise<Trace | null> {
  const detail = DETAILS[claim.indicator];
  const indicator = indicators.get(claim.indicator);
  if (!claim.source_id?.startsWith(DELIVERY) || !detail || !indicator) return null;
  const [inputs, own, all, corrections] = await Promise.all([
    claimsById(release, claim.inputs),
    release.rows(DetailRow, detail.sql, Object.fromEntries(detail.by.map((name) => [name, claim[name]]))),
    deliveryRows(release),
    correctionRows(release),
  ]);
  const parts = claim.inputs.flatMap((id) => inputs.get(id) ?? []);
  const rows = parts.length > 0 ? [] : own.filter((row) => row.is_own);
  const ids = [...new Set(own.flatMap((row) => [row.delivery_id, row.responses_delivery_id ?? []].flat()))];
  const files = new Map(all.map((row) => [row.delivery_id, row.file_name]));
  const delivering = all.filter((row) => ids.includes(row.delivery_id));
  const replaced = all.filter(
    (row) =>
      delivering.some(({ supersedes }) => supersedes.includes(row.delivery_id)) &&
      row.region_codes.includes(claim.region_code) &&
      row.period_start <= claim.period_end &&
      row.period_end >= claim.period_start,
  );
  const place = (of: { delivery_id: string | null; sheet: string | null; row: number | null }) =>
    `${of.delivery_id} ${of.sheet ?? ""} ${of.row}`;
  const places = new Set(own.map(place));
  return {
    how: howOf(claim, indicator, rows, parts, lang),
    parts: parts.map((part) => ({
      name: partName(part, claim, indicator, lang),
      reading: reading(part, indicator, lang),
    })),
    rows: rows.slice(0, ROWS_SHOWN).map((row) => ({
      period: periodLabel(row.period, lang),
      part: row.part,
      text:
        row.status === "suppressed"
          ? STATUS_WORDS.suppressed.name[lang]
          : formatValue({ value: row.value, unit: claim.unit, decimals: indicator.decimals }, lang),
      file: files.get(row.delivery_id) ?? row.delivery_id,
      sheet: row.sheet,
      row: row.row,
    })),
    more:
      rows.length > ROWS_SHOWN
        ? say(lang, "receipt_rows_more", { n: formatCount(rows.length - ROWS_SHOWN, lang) })
        : null,
    held: heldOf(claim, delivering, lang),
    deliveries: delivering.map((row) => cardOf(release, row, lang)),
    predecessors: replaced.map((row) => cardOf(release, row, lang)),
    corrections: corrections
      .filter((row) => row.state === "applied" && places.has(place(row)))
      .map((row) => appliedOf(row, lang)),
  };
}

/** A row of a file behind a figure. `is_own`: the figure is made of it, not of a figure that it is made of. */
const DetailRow = z.object({
  is_own: z.boolean(),
  period: z.string(),
  part: z.string(),
  value: z.number().nullable(),
  status: z.enum(["normal", "suppressed"]),
  delivery_id: z.string(),
  responses_delivery_id: z.string().nullable().default(null),
  sheet: z.string().nullable(),
  row: z.number(),
  respondents: z.number().nullable().default(null),
  answer_total: z.number().nullable().default(null),
  ikm_published: z.number().nullable().default(null),
  weight: z.string().nullable().default(null),
});
type DetailRow = z.infer<typeof DetailRow>;

const PLACE = ["region_code", "period", "period_start", "period_end"] as const;
type Asked = (typeof PLACE)[number] | "indicator" | "component" | "basis" | "cumulative";
type Detail = { sql: string; by: readonly Asked[] };
const VISITS: Detail = { sql: visits, by: [...PLACE, "component"] };
const SERVICES: Detail = { sql: services, by: [...PLACE, "indicator"] };
const SURVEY: Detail = { sql: survey, by: [...PLACE, "indicator"] };
const INVESTMENT: Detail = { sql: investment, by: [...PLACE, "indicator", "component", "basis", "cumulative"] };

/** What asks for the rows behind an indicator, and by which columns of the claim. */
const DETAILS: Record<string, Detail | undefined> = {
  visits: VISITS,
  services_delivered: SERVICES,
  applications: SERVICES,
  ikm: SURVEY,
  ikm_respondents: SURVEY,
  ikm_element: { sql: answers, by: [...PLACE, "component"] },
  realised_investment: INVESTMENT,
  realised_investment_usd: INVESTMENT,
  investment_projects: INVESTMENT,
  population: { sql: population, by: ["region_code", "period"] },
};

/** Only of what is counted by agency or day: there a row that waits leaves the sum too small without a gap to be seen. */
function heldOf({ indicator }: Claim, delivering: readonly DeliveryRow[], lang: Lang): string | null {
  const counted = ["visits", "services_delivered", "applications"].includes(indicator);
  const held = counted ? delivering.reduce((sum, { rows_quarantined }) => sum + rows_quarantined, 0) : 0;
  return held > 0 ? say(lang, "receipt_rows_held", { n: formatCount(held, lang) }) : null;
}

function howOf(
  claim: Claim,
  indicator: Indicator,
  rows: readonly DetailRow[],
  parts: readonly Claim[],
  lang: Lang,
): string {
  const score = (value: number) => formatValue({ value, unit: "score_100", decimals: 2 }, lang);
  const survey = claim.indicator === "ikm" || claim.indicator === "ikm_element";
  if (claim.origin === "published") return say(lang, "receipt_how_printed");
  if (parts.length > 0) {
    const n = formatCount(parts.length, lang);
    if (survey) return say(lang, "receipt_how_weighed_periods", { n });
    return say(
      lang,
      parts.some((part) => part.component !== claim.component) ? "receipt_how_parts" : "receipt_how_periods",
      { n },
    );
  }
  if (!survey) return say(lang, "receipt_how_rows", { n: formatCount(rows.length, lang) });
  const [first] = rows;
  if (rows.length > 1) return say(lang, "receipt_how_weighed_units", { n: formatCount(rows.length, lang) });
  if (claim.indicator !== "ikm" || !first?.answer_total || !first.respondents) return say(lang, "receipt_how_answers");
  const exact = say(lang, "receipt_how_exact", {
    answers: formatCount(first.answer_total, lang),
    respondents: formatCount(first.respondents, lang),
    value: formatValue({ value: claim.value, unit: claim.unit, decimals: indicator.decimals }, lang),
  });
  if (first.ikm_published === null) return exact;
  const printed =
    first.weight === null || first.weight === "1/9"
      ? say(lang, "receipt_how_published", { value: score(first.ikm_published) })
      : say(lang, "receipt_how_published_weight", {
          value: score(first.ikm_published),
          weight: formatValue({ value: Number(first.weight), unit: "index", decimals: first.weight.length - 2 }, lang),
        });
  return `${exact} ${printed}`;
}

function partName(part: Claim, whole: Claim, indicator: Indicator, lang: Lang): string {
  if (part.component === whole.component) return indicator.short[lang];
  return indicator.components[part.component]?.[lang] ?? part.component;
}

function cardOf(release: Release, row: DeliveryRow, lang: Lang): DeliveryCard {
  const received = release.manifest.received[row.delivery_id];
  return {
    id: DELIVERY + row.delivery_id,
    file: row.file_name,
    sha256: row.sha256,
    contract: row.contract,
    state: row.state,
    asOf: formatDate(row.as_of.slice(0, 10), "day", lang),
    received: received ? formatDate(received.slice(0, 10), "day", lang) : null,
  };
}

function cards(release: Release, all: readonly DeliveryRow[], ids: readonly string[], lang: Lang): DeliveryCard[] {
  return all.filter((row) => ids.includes(row.delivery_id)).map((row) => cardOf(release, row, lang));
}

function appliedOf(row: CorrectionRow, lang: Lang): AppliedCorrection {
  const { where, column, action, expect, value } = row;
  return {
    id: row.correction_id,
    where,
    column,
    action,
    expect,
    value,
    reason: lang === "id" ? row.reason_id : row.reason_en,
  };
}
