import fs from "node:fs";
import path from "node:path";
import { isIsoDate } from "#core/date.ts";
import type { DeliveryRecord } from "#etl/deliveries/record.ts";
import { Budget } from "#etl/readers/limits.ts";
import { openZip } from "#etl/readers/zip.ts";

type AsOf = Pick<DeliveryRecord, "as_of" | "as_of_from">;

/**
 * When the figures of a file were what they are: as stated, else the last full date in its name or that of its folder
 * in the inbox, else the moment its workbook says it was saved, else that of the file on disk.
 */
export async function asOfOf(file: string, stated: string | undefined): Promise<AsOf> {
  if (stated !== undefined) {
    if (!isIsoDate(stated.slice(0, 10))) throw new Error(`invalid date: ${stated}`);
    return { as_of: stated, as_of_from: "stated" };
  }
  const named = dateIn(path.basename(file)) ?? dateIn(path.basename(path.dirname(path.resolve(file))));
  if (named) return { as_of: named, as_of_from: "name" };
  const saved = await savedAt(file);
  if (saved) return { as_of: saved, as_of_from: "workbook" };
  return { as_of: fs.statSync(file).mtime.toISOString().slice(0, 19), as_of_from: "file" };
}

function dateIn(name: string): string | null {
  const dates = [...name.matchAll(/(?<!\d)(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/g)]
    .map(([, year, month, day]) => `${year}-${month}-${day}`)
    .filter(isIsoDate);
  return dates.sort().at(-1) ?? null;
}

async function savedAt(file: string): Promise<string | null> {
  const head = Buffer.alloc(2);
  const descriptor = fs.openSync(file, "r");
  fs.readSync(descriptor, head);
  fs.closeSync(descriptor);
  if (head.toString("latin1") !== "PK") return null;
  const zip = await openZip(fs.readFileSync(file), new Budget());
  const properties = "docProps/core.xml";
  if (!zip.has(properties)) return null;
  const text = (await zip.read(properties)).toString("utf8");
  const saved = /<dcterms:modified[^>]*>(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})/.exec(text)?.[1];
  // Programs that write workbooks by themselves put in a day of their own.
  return saved && saved > "2015" ? saved : null;
}
