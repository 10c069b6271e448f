import { describe, expect, test } from "vitest";
import { FACT_FILES, factFiles } from "#etl/facts.ts";
import { readInputs } from "#etl/inputs.ts";
import { nearest } from "#etl/near.ts";
import { SourceError } from "#etl/problem.ts";
import { readFacts } from "#etl/read.ts";
import { readRegions } from "#etl/regions.ts";
import { BASE_FACTS } from "./workspace.ts";

const files = (sources: string | Buffer) =>
  new Map(
    factFiles.map((file) => [
      file,
      file === "sources.csv" ? Buffer.from(sources) : Buffer.from(`${FACT_FILES[file].join(",")}\n`),
    ]),
  );
const heading = FACT_FILES["sources.csv"].join(",");

describe("reading", () => {
  test("a row is known by the line on which it begins, whatever its cells and the blank lines before it hold", () => {
    const text = `${heading}\n\na,"two\nlines",p,,,id\r\n\nb,"a ""quote"",\r\nand a comma",p,,,id\nc,t,p,,,id`;
    const rows = readFacts(files(text))["sources.csv"];
    expect(rows.map(({ row }) => row)).toEqual([3, 6, 8]);
    expect(rows.map(({ cells }) => cells.title)).toEqual(["two\nlines", 'a "quote",\r\nand a comma', "t"]);
  });

  test("text stays as delivered: nothing is trimmed and no number is read", () => {
    const [row] = readFacts(files(`${heading}\n 007 ,1.234,p,,,id\n`))["sources.csv"];
    expect(row?.cells).toMatchObject({ source_id: " 007 ", title: "1.234" });
  });

  test("a mark of byte order before the heading is passed over", () => {
    expect(readFacts(files(`\ufeff${heading}\na,t,p,,,id\n`))["sources.csv"]).toHaveLength(1);
  });

  test("an unclosed quotation mark is reported on the line that opened it, not on the last one", () => {
    const error = thrown(() => readFacts(files(`${heading}\na,t,p,,,id\nb,"t,p,,,id\nc,t,p,,,id\nd,t,p,,,id\n`)));
    expect(error.problems).toMatchObject([{ rule: "broken_csv", row: 3, column: "title" }]);
  });

  test("a file of UTF-16 is not UTF-8", () => {
    const error = thrown(() => readFacts(files(Buffer.from(`${heading}\n`, "utf16le"))));
    expect(error.problems).toMatchObject([{ rule: "invalid_encoding", row: 1 }]);
  });

  test("all missing files are named at once", () => {
    expect(thrown(() => readFacts(new Map())).problems).toHaveLength(factFiles.length);
  });
});

describe("the official regions", () => {
  const regions = new Map(readRegions(readInputs(BASE_FACTS).regions).map((region) => [region.region_code, region]));

  test("are the country, 38 provinces and 514 kabupaten and kota", () => {
    const kinds = [...regions.values()].map(({ kind }) => kind);
    const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length;
    expect([count("country"), count("province"), count("kabupaten") + count("kota")]).toEqual([1, 38, 514]);
  });

  test.each([
    ["ID", "Indonesia"],
    ["31", "DKI Jakarta"],
    ["34", "Daerah Istimewa Yogyakarta"],
    ["19", "Kepulauan Bangka Belitung"],
    ["33.04", "Kabupaten Banjarnegara"],
    ["31.71", "Kota Administrasi Jakarta Pusat"],
    ["73.10", "Kabupaten Pangkajene dan Kepulauan"],
    ["92.03", "Kabupaten Fak Fak"],
    ["12.71", "Kota Medan"],
  ])("%s is written %s", (code, name) => {
    expect(regions.get(code)?.name).toBe(name);
  });
});

test("near words are those that differ little, nearest first, and nothing else", () => {
  expect(nearest("visit", ["visits", "ikm", "visits_per_day"])).toEqual(["visits"]);
  expect(nearest("xyz", ["visits", "ikm"])).toEqual([]);
});

function thrown(action: () => unknown): SourceError {
  try {
    action();
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
