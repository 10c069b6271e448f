import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import type { RegionIndex } from "#core/region.ts";
import { readDelivery } from "#etl/contracts/delivery.ts";
import { Budget } from "#etl/readers/limits.ts";
import { openZip } from "#etl/readers/zip.ts";
import { CASES, caseFolders, conserved } from "./delivery-case.ts";
import { Lost } from "./lost.ts";
import { zipOf } from "./zip-file.ts";

export type Random = () => number;

/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The inputs of all cases; of workbooks also their parts, so that damage reaches past the zip. */
export type Seed = { name: string; bytes: Buffer; parts: { name: string; bytes: Buffer }[] };

export async function seeds(): Promise<Seed[]> {
  const found: Seed[] = [];
  for (const folder of caseFolders()) {
    const input = readdirSync(join(CASES, folder)).find((file) => file.startsWith("input."));
    if (!input) continue;
    const bytes = readFileSync(join(CASES, folder, input));
    const parts: Seed["parts"] = [];
    if (bytes.subarray(0, 2).toString("latin1") === "PK") {
      const zip = await openZip(bytes, new Budget());
      for (const name of zip.names) parts.push({ name, bytes: await zip.read(name) });
    }
    found.push({ name: folder, bytes, parts });
  }
  return found;
}

const LIMITS = { expanded: 50_000_000, cells: 500_000 };

/** Reads one damaged file, the same for the same seed; throws where the reader crashes or something is lost. */
export async function damagedFile(files: readonly Seed[], seed: number, regions: RegionIndex): Promise<void> {
  const random = seeded(seed);
  const file = files[Math.floor(random() * files.length)] as Seed;
  const bytes = mutate(file, files, random);
  const { contract, sheets, refused, problems, rows } = await readDelivery(
    { name: "kiriman", bytes },
    { regions, limits: LIMITS },
  );
  const hold = (kept: boolean, what: unknown) => {
    if (!kept) throw new Lost(`${file.name}: ${JSON.stringify(what)}`);
  };
  for (const sheet of sheets) hold(conserved(sheet), sheet);
  const counted = sheets.reduce((sum, sheet) => sum + sheet.refused, 0);
  hold(counted === refused.length, { counted, refused: refused.length });
  hold(counted === 0 || problems.length > 0, "rows refused without a word");
  hold(contract !== null || problems.length > 0, "file refused without a word");
  if (contract === null) return;
  for (const { values } of rows) hold(CONTRACTS[contract].row.safeParse(values).success, values);
}

const CELLS = [
  "",
  "-",
  "1.234",
  "1,234",
  "1.234.567,89",
  "1,234,567.89",
  "0.75",
  "12,5",
  "1e9",
  "-1",
  "NaN",
  "Infinity",
  "0x1F",
  "99999999999999999999",
  "31/11/2023",
  "02/01/2024",
  "13/13/2024",
  "2024-02-30",
  "Senin (7/12)",
  "TW V 2024",
  "s.d.",
  "45292",
  "Rp88 miliar",
  "Rp",
  "#REF!",
  "Jumlah",
  "TOTAL",
  "6372",
  "35.1",
  "63.72",
  "Bandung",
  "Kota Banjarbaru",
  "U8",
  "nama",
  "\u0000",
  "\ufeff",
  '"',
  "'",
  "=1+1",
  "<x>",
  "𝒳",
  "é",
  " ".repeat(50),
  "a".repeat(3000),
  "ya",
  "tad",
];

/** One file changed a little, in a way chosen by `random`: bytes, lines, cells, or parts of a workbook. */
export function mutate(seed: Seed, others: readonly Seed[], random: Random): Buffer {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  if (seed.parts.length > 0 && random() < 0.7) {
    const at = Math.floor(random() * seed.parts.length);
    const parts = seed.parts.map((part, i) => (i === at ? { ...part, bytes: damage(part.bytes, pick, random) } : part));
    return zipOf(random() < 0.1 ? parts.filter((_, i) => i !== at) : parts);
  }
  if (seed.parts.length === 0 && random() < 0.6) return changeCells(seed.bytes, pick, random);
  if (random() < 0.1) return Buffer.concat([seed.bytes, pick(others).bytes]);
  return damage(seed.bytes, pick, random);
}

type Pick = <T>(list: readonly T[]) => T;

function damage(bytes: Buffer, pick: Pick, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const at = Math.floor(random() * Math.max(1, bytes.length));
  switch (Math.floor(random() * 5)) {
    case 0:
      return changed.subarray(0, at);
    case 1:
      for (let i = 0; i < 1 + random() * 8 && changed.length > 0; i++) {
        changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
      }
      return changed;
    case 2:
      return Buffer.concat([changed.subarray(0, at), Buffer.from(pick(CELLS)), changed.subarray(at)]);
    case 3:
      return Buffer.concat([
        changed.subarray(0, at),
        changed.subarray(Math.min(bytes.length, at + Math.floor(random() * 200))),
      ]);
    default:
      return replaceText(changed, pick, random);
  }
}

/** Replaces the text between two tags, or a number in it: damage that is still well-formed. */
function replaceText(bytes: Buffer, pick: Pick, random: Random): Buffer {
  const text = bytes.toString("utf8");
  const spots = [...text.matchAll(/(?<=>)[^<>]+(?=<)|(?<==")[^"]*(?=")/g)];
  const spot = spots[Math.floor(random() * spots.length)];
  if (!spot) return bytes;
  const value = pick(CELLS).replace(/[<>&"]/g, "");
  return Buffer.from(text.slice(0, spot.index) + value + text.slice(spot.index + spot[0].length));
}

function changeCells(bytes: Buffer, pick: Pick, random: Random): Buffer {
  const lines = bytes.toString("utf8").split("\n");
  const separator = [";", ",", "\t"].find((s) => lines.some((line) => line.includes(s))) ?? ";";
  for (let i = 0; i < 1 + random() * 4; i++) {
    const at = Math.floor(random() * lines.length);
    const cells = (lines[at] ?? "").split(separator);
    switch (Math.floor(random() * 5)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(at, 0, pick(lines));
        break;
      case 2:
        cells.splice(Math.floor(random() * cells.length), 1);
        lines[at] = cells.join(separator);
        break;
      default:
        cells[Math.floor(random() * cells.length)] = pick(CELLS);
        lines[at] = cells.join(separator);
    }
  }
  return Buffer.from(lines.join("\n"));
}
