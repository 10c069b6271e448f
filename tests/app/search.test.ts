import { describe, expect, test } from "vitest";
import { searchMalls } from "#app/.server/search.ts";
import { officialRegions } from "../support/regions.ts";

const index = officialRegions();

/** The outcome with the codes that bear the name. */
function found(query: string): string {
  const { outcome, exact } = searchMalls(index, query);
  return [outcome, ...exact.map((region) => region.region_code)].join(" ");
}

describe("finding my city", () => {
  test("a name that only one region bears is found", () => {
    expect(found("banjarbaru")).toBe("found 63.72");
    expect(found("  BANJARBARU ")).toBe("found 63.72");
  });

  test("a name of a city and a regency is asked about, both offered, none chosen", () => {
    expect(found("bogor")).toBe("ambiguous 32.01 32.71");
  });

  test("the written kind decides", () => {
    expect(found("kota bogor")).toBe("found 32.71");
    expect(found("kab. bogor")).toBe("found 32.01");
    expect(found("Kabupaten Bogor")).toBe("found 32.01");
  });

  test("a code is found as it stands", () => {
    expect(found("63.72")).toBe("found 63.72");
    expect(found("63")).toBe("found 63");
  });

  test("a code without its dot may be of another office: it is offered, not chosen", () => {
    const { outcome, exact, more } = searchMalls(index, "6372");
    expect(outcome).toBe("near");
    expect(exact).toEqual([]);
    expect(more.map((region) => region.region_code)).toContain("63.72");
  });

  test("a short form of a province is known", () => {
    expect(found("kalsel")).toBe("found 63");
    expect(found("jateng")).toBe("found 33");
  });

  test("part of a name lists what contains it, the whole name first", () => {
    const { outcome, exact, more } = searchMalls(index, "banjar");
    expect(outcome).toBe("ambiguous");
    expect(exact.map((region) => region.region_code)).toEqual(["32.79", "63.03"]);
    expect(more.map((region) => region.region_code)).toEqual(expect.arrayContaining(["33.04", "63.71", "63.72"]));
    expect(found("banjarba")).toBe("several");
  });

  test("a mistyped name leads to near names and chooses none", () => {
    const { outcome, exact, more } = searchMalls(index, "banjarbatu");
    expect(outcome).toBe("near");
    expect(exact).toEqual([]);
    expect(more.map((region) => region.region_code)).toContain("63.72");
  });

  test("nothing like any region finds nothing", () => {
    expect(found("zzzzzzzz")).toBe("nothing");
    expect(found("")).toBe("nothing");
  });
});
