import { pathToFileURL } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { BASES, CONTROLS } from "#core/impact/group-time.ts";
import { PanelError } from "#core/impact/panel.ts";
import { RULES } from "#core/impact/rules.ts";
import { TWO_BY_TWO_METHODS, type TwoByTwoMethod } from "#core/impact/two-by-two.ts";
import { readPanelFile } from "#etl/impact/panel-file.ts";
import { printResult } from "#etl/impact/print.ts";
import { groupTimeResult, imputationResult, syntheticResult } from "#etl/impact/result.ts";

interface Arguments {
  panel: string;
  unit: string;
  time: string;
  cohort?: string;
  outcome: string;
  covariates?: string[];
  cluster?: string;
  method: "cs" | "bjs" | "sdid";
  control: (typeof CONTROLS)[number];
  base: (typeof BASES)[number];
  anticipation: number;
  est?: TwoByTwoMethod;
  treated?: string;
  from?: number;
  balance?: number;
  minE?: number;
  maxE?: number;
  level: number;
  draws: number;
  seed: number;
  json?: boolean;
}

/** The estimators of core/impact on any panel in a CSV file: `npm run impact -- --help`. */
export function impactCommand(): Command {
  return new Command("impact")
    .description("Effects of a staggered treatment from a balanced panel (cohort 0 or empty = never treated)")
    .requiredOption("--panel <file>", "CSV file, one row per unit and period")
    .requiredOption("--unit <column>", "unit, such as a region")
    .requiredOption("--time <column>", "period, a whole number such as a year")
    .option(
      "--cohort <column>",
      "first treated period; needed except for sdid, where it narrows donors to the never treated",
    )
    .requiredOption("--outcome <column>", "outcome, such as log investment")
    .option("--covariates <columns...>", "covariates, separated by spaces or commas", listOf)
    .option("--cluster <column>", "cluster for errors, such as a province")
    .addOption(
      new Option(
        "--method <name>",
        "cs: Callaway & Sant'Anna; bjs: imputation; sdid: synthetic difference-in-differences",
      )
        .choices(["cs", "bjs", "sdid"])
        .default("cs"),
    )
    .addOption(new Option("--control <group>", "comparison units").choices(CONTROLS).default("never"))
    .addOption(new Option("--base <period>", "base period").choices(BASES).default("universal"))
    .option("--anticipation <periods>", "periods of anticipation", wholeNumber, 0)
    .addOption(
      new Option("--est <method>", "use of the covariates (default: dr with covariates, else unc)").choices(
        TWO_BY_TWO_METHODS,
      ),
    )
    .option("--treated <unit>", "sdid: the one treated unit")
    .option("--from <period>", "sdid: its first treated period", wholeNumber)
    .option("--balance <periods>", "dynamic: only cohorts seen this long after treatment", wholeNumber)
    .option("--min-e <event>", "dynamic: first event time", wholeNumber)
    .option("--max-e <event>", "dynamic: last event time", wholeNumber)
    .option("--level <share>", "level of intervals and bands", share, 0.95)
    .option("--draws <number>", "bootstrap draws", wholeNumber, RULES.draws)
    .option("--seed <number>", "seed of the bootstrap", wholeNumber, RULES.seed)
    .option("--json", "print JSON");
}

/** Runs the command with these arguments; the result is an object ready for JSON. */
export function runImpact(options: Arguments) {
  const covariates = options.covariates ?? [];
  const est = options.est ?? (covariates.length > 0 ? "dr" : "unc");
  if (est !== "unc" && covariates.length === 0) throw new UsageError(`missing --covariates: --est ${est} needs them`);
  if (options.method !== "sdid" && !options.cohort)
    throw new UsageError("missing --cohort: column of the first treated period");
  if (options.method !== "cs" && covariates.length > 0) {
    throw new UsageError(`unsupported --covariates: --method ${options.method} takes none`);
  }
  const panel = readPanelFile(options.panel, { ...options, covariates });
  const run = { level: options.level, draws: options.draws, seed: options.seed };
  switch (options.method) {
    case "cs": {
      const settings = {
        control: options.control,
        base: options.base,
        anticipation: options.anticipation,
        method: est,
      };
      const window = { balance: options.balance, from: options.minE, to: options.maxE };
      return groupTimeResult(panel, settings, { ...run, ...window });
    }
    case "bjs":
      return imputationResult(panel, options.anticipation, run);
    case "sdid": {
      if (options.treated === undefined) throw new UsageError("missing --treated: name of the treated unit");
      if (options.from === undefined) throw new UsageError("missing --from: first treated period");
      return syntheticResult(panel, options.treated, options.from, options.cohort !== undefined);
    }
  }
}

/** A wrong combination of options. */
export class UsageError extends Error {}

function main(argv: readonly string[]): number {
  const options = impactCommand().parse(argv, { from: "user" }).opts<Arguments>();
  try {
    const result = runImpact(options);
    process.stdout.write(`${options.json ? JSON.stringify(result, null, 1) : printResult(result)}\n`);
    return 0;
  } catch (error) {
    const { code, id, en } = explained(error, options.panel);
    if (options.json) process.stdout.write(`${JSON.stringify({ error: { code, id, en } }, null, 1)}\n`);
    process.stderr.write(id === en ? `${en}\n` : `${en}\n${id}\n`);
    return 1;
  }
}

function explained(error: unknown, file: string): { code: string; id: string; en: string } {
  if (error instanceof PanelError) return error;
  if (error instanceof UsageError) return { code: "USAGE", id: error.message, en: error.message };
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return { code: "FILE", id: `berkas panel tidak ada: ${file}`, en: `missing panel file: ${file}` };
  }
  throw error;
}

function listOf(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(",").filter((name) => name !== "")];
}

function wholeNumber(value: string): number {
  if (!/^-?\d+$/.test(value)) throw new InvalidArgumentError("not a whole number");
  return Number(value);
}

function share(value: string): number {
  const found = Number(value);
  if (!(found > 0 && found < 1)) throw new InvalidArgumentError("not between 0 and 1");
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = main(process.argv.slice(2));
