import {
  type CriterionName,
  INDICATORS_MAX,
  MALLS_MAX,
  type Problem,
  type Query,
  serialiseQuery,
  splitKey,
  type Time,
} from "#core/query.ts";
import { type Lang, say, type WordKey } from "#core/words.ts";
import { catalogue } from "./catalogue.ts";
import { criterionName } from "./compare-choices.ts";
import { comparedName } from "./comparison.ts";
import { definitions } from "./definitions.ts";
import type { Release } from "./release.ts";

export type LinkTo = { name: string; search: string };

/** What was set aside and why, in words, with the addresses of what may have been meant. */
export type ProblemInWords = { text: string; choices: LinkTo[] };

const PARAMETER_NAMES: Record<Problem["parameter"], WordKey> = {
  m: "compare_malls",
  group: "compare_group",
  i: "compare_indicators",
  from: "compare_from",
  to: "compare_to",
  view: "compare_view",
  by: "compare_by",
  mode: "compare_mode",
  time: "compare_time",
  base: "compare_base",
  release: "compare_release",
};

/** The problems of an address in the words of a language; `query` is what was left of the address. */
export async function problemsInWords(
  release: Release,
  problems: readonly Problem[],
  query: Query,
  lang: Lang,
): Promise<ProblemInWords[]> {
  const [known, defined] = await Promise.all([catalogue(release), definitions(release)]);
  const { malls } = known;
  const all = problems.map(({ parameter, value, reason, candidates }): ProblemInWords => {
    const choices = candidates.slice(0, 8).flatMap((candidate) => choiceOf(parameter, candidate) ?? []);
    const key: WordKey =
      reason !== "unknown"
        ? `compare_problem_${reason}`
        : parameter === "i"
          ? "compare_problem_unknown_i"
          : "compare_problem_unknown_m";
    const text = say(lang, key, {
      value,
      n: parameter === "i" ? INDICATORS_MAX : MALLS_MAX,
      name: say(lang, PARAMETER_NAMES[parameter]),
    });
    if (choices.length === 0 || reason === "ambiguous") return { text, choices };
    return { text: `${text} ${say(lang, reason === "unknown" ? "compare_did_you_mean" : "compare_choose")}`, choices };
  });
  return all.filter((problem, at) => all.findIndex((other) => other.text === problem.text) === at);

  function choiceOf(parameter: Problem["parameter"], candidate: string): LinkTo | undefined {
    switch (parameter) {
      case "m": {
        const mall = malls.get(candidate);
        const chosen = [...new Set([...query.malls, candidate])].slice(0, MALLS_MAX);
        return (
          mall && {
            name: `${mall.region_name} (${candidate})`,
            search: serialiseQuery({ ...query, malls: chosen }),
          }
        );
      }
      case "i": {
        const { code, component } = splitKey(candidate);
        const indicator = defined.get(code);
        const chosen = [...new Set([...query.indicators, candidate])].slice(0, INDICATORS_MAX);
        return (
          indicator && {
            name: comparedName({ indicator, component }, lang),
            search: serialiseQuery({ ...query, indicators: chosen }),
          }
        );
      }
      case "group": {
        const at = candidate.indexOf(":");
        const criterion = { by: candidate.slice(0, at) as CriterionName, value: candidate.slice(at + 1) };
        if (at < 0) return undefined;
        const group = [...query.group.filter(({ by }) => by !== criterion.by), criterion];
        return { name: criterionName(criterion, known, lang), search: serialiseQuery({ ...query, group }) };
      }
      case "view":
      case "mode":
      case "by":
        return {
          name: say(lang, `compare_${parameter}_${candidate}` as WordKey),
          search: serialiseQuery({ ...query, [parameter]: candidate }),
        };
      case "time":
        return {
          name: say(lang, `compare_time_option_${candidate}` as WordKey),
          search: serialiseQuery({ ...query, time: candidate as Time }),
        };
      default:
        return undefined;
    }
  }
}
