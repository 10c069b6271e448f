import { describe, expect, test } from "vitest";
import { groupTimeEffects } from "#core/impact/group-time.ts";
import { type Panel, PanelError, type PanelErrorCode, panelText } from "#core/impact/panel.ts";
import { parsePanel } from "#etl/impact/panel-file.ts";
import { syntheticResult } from "#etl/impact/result.ts";

const columns = { unit: "region", time: "year", cohort: "open", outcome: "y" };
const good = "region,year,open,y\na,2019,2020,1\na,2020,2020,3\nb,2019,0,1\nb,2020,0,2\n";

function fault(run: () => unknown): PanelError {
  try {
    run();
  } catch (error) {
    if (error instanceof PanelError) return error;
    throw error;
  }
  throw new Error("missing fault: the panel was accepted");
}

const read = (text: string) => parsePanel(text, columns);
const estimate = (panel: Panel, control: "never" | "notyet" = "never") =>
  groupTimeEffects(panel, { control, base: "universal", anticipation: 0, method: "unc" });

describe("a bad panel is named, in both languages", () => {
  test.each<[string, string, PanelErrorCode, RegExp, RegExp]>([
    ["no rows", "region,year,open,y\n", "EMPTY", /the panel is empty/, /panel kosong/],
    [
      "a column is missing",
      "region,year,open\na,2019,2020\n",
      "COLUMN",
      /missing column: y \(region, year, open\)/,
      /kolom tidak ada: y/,
    ],
    [
      "two rows for one year",
      `${good}b,2020,0,2\n`,
      "DUPLICATE",
      /unit b, period 2020/,
      /baris ganda: satuan b, periode 2020/,
    ],
    [
      "a year is missing",
      "region,year,open,y\na,2019,2020,1\na,2020,2020,3\nb,2019,0,1\n",
      "UNBALANCED",
      /1 of 2 units lack periods; unit b lacks 2020/,
      /1 dari 2 satuan/,
    ],
    [
      "the cohort changes",
      good.replace("a,2020,2020", "a,2020,2019"),
      "COHORT_CHANGES",
      /unit a has both 2020 and 2019/,
      /kohor berubah/,
    ],
    [
      "the cohort is after the panel",
      good.replaceAll("2020,2020", "2020,2031").replace("2019,2020", "2019,2031"),
      "COHORT_RANGE",
      /invalid cohort: 2031 \(unit a; periods 2019 to 2020/,
      /kohor di luar rentang: 2031/,
    ],
    [
      "the cohort is before the panel",
      good.replaceAll("2020,2020", "2020,1999").replace("2019,2020", "2019,1999"),
      "COHORT_RANGE",
      /invalid cohort: 1999/,
      /1999/,
    ],
    [
      "the cohort is no year",
      good.replaceAll(",2020,1", ",soon,1"),
      "VALUE",
      /invalid cohort: soon \(unit a, 2019\)/,
      /kohor tidak sah: soon/,
    ],
    [
      "one period only",
      "region,year,open,y\na,2020,2020,1\nb,2020,0,1\n",
      "ONE_PERIOD",
      /only one period, 2020/,
      /hanya satu periode: 2020/,
    ],
    [
      "an outcome is missing",
      good.replace("b,2020,0,2", "b,2020,0,"),
      "VALUE",
      /missing outcome: column y \(b, 2020\)/,
      /hasil kosong/,
    ],
    [
      "an outcome is written with a comma",
      good.replace("b,2020,0,2", 'b,2020,0,"1.234,5"'),
      "VALUE",
      /invalid outcome: 1\.234,5/,
      /hasil tidak sah/,
    ],
    [
      "a year is no number",
      good.replace("b,2020", "b,early"),
      "VALUE",
      /invalid time: early \(line 5\)/,
      /periode tidak sah: early \(baris 5\)/,
    ],
    ["a unit without a name", good.replace("b,2020", ",2020"), "VALUE", /missing unit/, /satuan kosong/],
  ])("%s", (_, text, code, en, id) => {
    const error = fault(() => read(text));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(en);
    expect(error.en).toBe(error.message);
    expect(error.id).toMatch(id);
  });

  test("all units treated: nothing to compare with, and what to do about it", () => {
    const text =
      "region,year,open,y\na,2019,2020,1\na,2020,2020,3\na,2021,2020,3\nb,2019,2021,1\nb,2020,2021,2\nb,2021,2021,2\n";
    const error = fault(() => estimate(read(text)));
    expect(error.code).toBe("ALL_TREATED");
    expect(error.en).toMatch(/all units are treated \(use the not-yet treated/);
    expect(estimate(read(text), "notyet").cells.at(-1)?.estimate).toBe(1);
    const sameYear = read(good.replaceAll(",0,", ",2020,"));
    expect(fault(() => estimate(sameYear, "notyet")).code).toBe("ALL_TREATED");
  });

  test("no unit treated", () => {
    expect(fault(() => estimate(read(good.replaceAll(",2020,1", ",0,1").replaceAll(",2020,3", ",0,3")))).code).toBe(
      "NONE_TREATED",
    );
  });

  test("all treated units are treated from the first period on", () => {
    const text = good.replaceAll(",2020,1", ",2019,1").replaceAll(",2020,3", ",2019,3");
    expect(fault(() => estimate(read(text))).code).toBe("NO_PRE_PERIOD");
  });

  test("a cluster that changes within a unit", () => {
    const text = "region,year,open,y,prov\na,2019,2020,1,p\na,2020,2020,3,q\nb,2019,0,1,p\nb,2020,0,2,p\n";
    const error = fault(() => parsePanel(text, { ...columns, cluster: "prov" }));
    expect([error.code, error.en]).toEqual(["CLUSTER_CHANGES", "invalid cluster: unit a is in both p and q"]);
  });

  test("one unit: unknown, too short, too few to compare with", () => {
    const years = Array.from({ length: 8 }, (_, t) => 2017 + t);
    const panel = read(
      `region,year,open,y\n${["a", "b", "c"].flatMap((unit) => years.map((year) => `${unit},${year},0,${year}`)).join("\n")}\n`,
    );
    expect(fault(() => syntheticResult(panel, "z", 2022, true)).en).toBe("unknown unit: z");
    expect(fault(() => syntheticResult(panel, "a", 2021, true))).toMatchObject({ code: "TOO_SHORT" });
    expect(fault(() => syntheticResult(panel, "a", 2024, true))).toMatchObject({ code: "TOO_SHORT" });
    expect(fault(() => syntheticResult(panel, "a", 2022, true))).toMatchObject({ code: "ALL_TREATED" });
  });
});

describe("a good panel", () => {
  test("never treated may be written 0, empty, NA or Inf", () => {
    for (const never of ["0", "", "NA", "Inf", "0.0"]) {
      expect([...read(good.replaceAll(",0,", `,${never},`)).cohorts]).toEqual([2020, 0]);
    }
  });

  test("columns may be parted by semicolons, and a byte order mark does not matter", () => {
    expect(panelText(read(`\ufeff${good.replaceAll(",", ";")}`))).toBe(panelText(read(good)));
  });

  test("the text behind the checksum does not depend on the order of the rows, only on their content", () => {
    const [head, ...rows] = good.trim().split("\n");
    expect(panelText(read([head, ...rows.reverse()].join("\n")))).toBe(panelText(read(good)));
    expect(panelText(read(good.replace("b,2020,0,2", "b,2020,0,2.5")))).not.toBe(panelText(read(good)));
  });

  test("a code with a leading zero stays text", () => {
    expect(read(good.replaceAll("b,", "07.10,")).units).toEqual(["a", "07.10"]);
  });
});
