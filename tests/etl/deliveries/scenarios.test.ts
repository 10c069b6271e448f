import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { ContractName } from "#core/contracts/contract.ts";
import { type Loaded, load } from "#etl/deliveries/load.ts";
import { retract } from "#etl/deliveries/manage.ts";
import { findDeliveries } from "#etl/deliveries/store.ts";
import type { Folders } from "#etl/folders.ts";
import { readPointer } from "#etl/manifest.ts";
import { ReleaseError } from "#etl/problem.ts";
import { silent } from "#etl/progress.ts";
import { csvText, expectFile } from "../../support/expected.ts";
import { ask, buildIn } from "../workspace.ts";
import { deliveries } from "./workspace.ts";

// A folder is a sequence of commands (steps.txt) on the files beside it; `expected/` holds what each command said and
// the tables of the last release. Its name is the fact that it proves. What it expects is written when first run.
const root = path.resolve("tests/fixtures/scenarios");
const scenarios = fs.readdirSync(root);

const ALIKE = "EXCLUDE (delivery_id)";
const TABLES: Record<string, string> = {
  visit: `SELECT * ${ALIKE} FROM visit ORDER BY ALL`,
  service: `SELECT * ${ALIKE} FROM service ORDER BY ALL`,
  survey: `SELECT * EXCLUDE (delivery_id, responses_delivery_id) FROM survey ORDER BY ALL`,
  investment: `SELECT * ${ALIKE} FROM investment ORDER BY ALL`,
  population: `SELECT * ${ALIKE} FROM population ORDER BY ALL`,
  delivery: `
    SELECT file_name, len(supersedes)::INTEGER AS supersedes, contract, as_of, state, array_to_string(region_codes, ' ') AS region_codes, period_start, period_end,
      rows_in, rows_published, rows_quarantined, rows_superseded, rows_dropped, array_to_string(accepted, ' ') AS accepted
    FROM delivery ORDER BY as_of, file_name`,
  correction: `SELECT * ${ALIKE} FROM correction ORDER BY ALL`,
  coverage: `SELECT * ${ALIKE} FROM coverage ORDER BY ALL`,
  quarantine: `
    SELECT split_part(file, '/', 2) AS file, sheet, row, "column", value, rule, region_code FROM quarantine
    WHERE delivery_id IS NOT NULL ORDER BY ALL`,
  observation: `
    SELECT region_code, indicator, component, basis, period, value, unit, cumulative, partial, status, claim, origin, len(inputs)::INTEGER AS inputs, note,
      split_part(file, '/', 2) AS file, row
    FROM observation
    WHERE source_id IS NOT NULL AND (delivered OR (region_code, indicator, component, basis, period) IN (
      SELECT (region_code, indicator, component, basis, period) FROM observation WHERE starts_with(source_id, 'delivery-')))
    ORDER BY region_code, indicator, component, basis, period, claim, value`.replace(
    "delivered OR",
    "starts_with(source_id, 'delivery-') OR",
  ),
};

describe.each(scenarios)("%s", { timeout: 120_000 }, (name) => {
  test(name.replaceAll("-", " "), async () => {
    const folder = path.join(root, name);
    const folders = deliveries();
    if (fs.existsSync(path.join(folder, "corrections.csv"))) {
      fs.copyFileSync(path.join(folder, "corrections.csv"), folders.corrections);
    }
    const said: string[] = [];
    for (const step of fs.readFileSync(path.join(folder, "steps.txt"), "utf8").trim().split("\n")) {
      said.push(`> ${step}`, ...(await run(step, folder, folders)), "");
    }
    expectFile(path.join(folder, "expected", "said.txt"), `${said.join("\n").trimEnd()}\n`);
    const release = readPointer(folders)?.release ?? "";
    for (const [table, sql] of Object.entries(TABLES)) {
      const rows = await ask(folders, release, sql);
      const file = path.join(folder, "expected", `${table}.csv`);
      if (rows.length > 0) expectFile(file, csvText(rows));
      else expect(fs.existsSync(file), `${table} is empty`).toBe(false);
    }
    const [unbalanced] = await ask(
      folders,
      release,
      "SELECT * FROM intake WHERE rows_in <> rows_published + rows_quarantined + rows_superseded + rows_dropped",
    );
    expect(unbalanced).toBeUndefined();
  });
});

async function run(step: string, folder: string, folders: Folders): Promise<string[]> {
  const [command = "", ...words] = [...step.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const clock = () => new Date("2026-01-31T08:00:00Z");
  if (command === "build") {
    try {
      const { outcome, manifest } = await buildIn(folders, { acceptShrink: "scenario" });
      const lines = manifest.intake
        .filter(({ file }) => file.includes("/"))
        .map(
          (one) =>
            `${one.file.split("/")[1]}: ${one.rows_in} = ${one.rows_published} + ${one.rows_quarantined} + ${one.rows_superseded} + ${one.rows_dropped}`,
        );
      return [outcome, ...lines.sort()];
    } catch (error) {
      if (error instanceof ReleaseError) return [`stopped: ${error.text.id}`];
      throw error;
    }
  }
  const file = path.join(folder, words[0] ?? "");
  if (command === "retract") {
    const [record] = findDeliveries(folders, file);
    if (!record) throw new Error(`missing delivery: ${file}`);
    await retract(record, option("--why") ?? "", "tester", { folders, clock });
    return ["retracted"];
  }
  const accept = option("--accept");
  const loaded = await load(file, {
    folders,
    clock,
    progress: silent,
    asOf: option("--as-of"),
    by: "tester",
    accept: accept ? [accept] : [],
    why: option("--why"),
    stated: { place: option("--place"), contract: option("--contract") as ContractName | undefined },
  });
  return outcomeLines(loaded);
}

function outcomeLines({ outcome, contract, rows, warnings, problems, notices, dropped, record }: Loaded): string[] {
  return [
    `${outcome} ${contract}: ${rows.in} = ${rows.accepted} + ${rows.quarantined} + ${rows.dropped}`,
    ...(outcome === "loaded"
      ? (record?.scope ?? []).map(
          ({ region_code, grain, series, part, from, to }) =>
            `  scope ${region_code} ${grain} ${series || "-"} ${part ?? "total"} ${from}/${to}`,
        )
      : []),
    ...warnings.map(({ code, message, accepted }) => `  ${accepted ? "accepted" : "warning"} ${code}: ${message.id}`),
    ...problems.map(({ rule, rows: at, message }) => `  problem ${rule} ${at.join(",")}: ${message.id}`),
    ...notices.map(({ rule }) => `  notice ${rule}`),
    ...dropped.map(({ column, why }) => `  dropped ${column} (${why})`),
  ];
}
