import fs from "node:fs";
import path from "node:path";
import { expect } from "vitest";

/**
 * Compares a text with a file kept in git. At home a missing file is written, to be read and committed; in CI it
 * fails. A different text is left beside the file as `name.changed`, so that the difference can be read and accepted.
 */
export function expectFile(file: string, text: string): void {
  const changed = `${file}.changed`;
  if (!fs.existsSync(file)) {
    if (process.env.CI) expect.fail(`missing expected file: ${file}`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    console.warn(`written: ${file}`);
    return;
  }
  const expected = fs.readFileSync(file, "utf8");
  if (expected === text) fs.rmSync(changed, { force: true });
  else fs.writeFileSync(changed, text);
  expect(text, `differs from ${file}: read ${path.basename(changed)}, and rename it over the file if it is right`).toBe(
    expected,
  );
}

/** Rows as CSV, with the columns of the first; an empty list gives only what is in `columns`. */
export function csvText(rows: readonly Record<string, unknown>[], columns = Object.keys(rows[0] ?? {})): string {
  const cell = (value: unknown) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cell).join(",")}\n`)
    .join("");
}
