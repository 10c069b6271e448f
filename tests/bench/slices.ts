import fs from "node:fs";
import { fileURLToPath } from "node:url";

/** A part of a long measurement that was run by itself, known by its kind and seed. */
export type Slice = { kind: string; seed: number; runs: number };

/**
 * Adds a slice to the results of a measurement, in place of the same one before, and sums up the counts of all slices.
 * A long measurement can so be run in pieces, and any piece of it again.
 */
export function saveSlice<One extends Slice>(name: string, command: string, slice: One, counts: (keyof One)[]): void {
  const file = fileURLToPath(new URL(`results/${name}.json`, import.meta.url));
  const before = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as { slices: One[] }).slices : [];
  const slices = [...before.filter((one) => one.kind !== slice.kind || one.seed !== slice.seed), slice].sort(
    (a, b) => a.kind.localeCompare(b.kind) || a.seed - b.seed,
  );
  const sums = Object.fromEntries(counts.map((key) => [key, slices.reduce((n, one) => n + Number(one[key]), 0)]));
  const beside = `${file}.${process.pid}`;
  fs.writeFileSync(beside, `${JSON.stringify({ command, node: process.version, ...sums, slices }, null, 1)}\n`);
  fs.renameSync(beside, file);
  console.log(JSON.stringify(slice));
}
