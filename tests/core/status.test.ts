import { describe, expect, test } from "vitest";
import { drawing, isDrawable, isRankable, QUALIFIER_WORDS, STATUS_WORDS, statusOf } from "#core/status.ts";
import { QUALIFIERS, STATUSES } from "#core/tables.ts";

const observation = { value: 20, status: "normal", claim: "preferred", qualifier: "exact" } as const;

test("every status and qualifier of the tables has words in both languages", () => {
  expect(Object.keys(STATUS_WORDS)).toEqual([...STATUSES]);
  expect(Object.keys(QUALIFIER_WORDS)).toEqual([...QUALIFIERS]);
  expect(QUALIFIER_WORDS.about.before).toEqual({ id: "sekitar", en: "about" });
  expect(QUALIFIER_WORDS.at_least.before).toEqual({ id: "lebih dari", en: "more than" });
  expect(QUALIFIER_WORDS.average.before).toEqual({ id: "rata-rata", en: "on average" });
  expect(QUALIFIER_WORDS.exact.before).toEqual({ id: "", en: "" });
});

test("Rp88 miliar is stated flatly in round units, so nothing is said before it", () => {
  expect(QUALIFIER_WORDS.rounded.before).toEqual({ id: "", en: "" });
});

describe("the status of an observation", () => {
  const mall = { planned: false, suspect: false, subject: "mall", period_end: "2020-12-31" } as const;

  test("the IKM of 2020 is from before Banjarbaru's mall, which first served in February 2021", () => {
    expect(statusOf({ ...mall, first_service_on: "2021-02-01" })).toBe("before_mall");
  });

  test("the investment of 2020 is an ordinary value: it is measured in the region, not in the mall", () => {
    expect(statusOf({ ...mall, subject: "region", first_service_on: "2021-02-01" })).toBe("normal");
  });

  test("a period in which the mall opened is the mall's", () => {
    expect(statusOf({ ...mall, period_end: "2021-12-31", first_service_on: "2021-02-01" })).toBe("normal");
    expect(statusOf({ ...mall, period_end: "2021-02-01", first_service_on: "2021-02-01" })).toBe("normal");
  });

  test("a mall whose first day is not known has no before", () => {
    expect(statusOf({ ...mall, first_service_on: null })).toBe("normal");
  });

  test("a plan stays a plan, and a doubted claim doubted, whenever they are", () => {
    expect(statusOf({ ...mall, planned: true, first_service_on: "2021-02-01" })).toBe("planned");
    expect(statusOf({ ...mall, planned: true, suspect: true, first_service_on: null })).toBe("suspect");
  });
});

describe("what may be drawn", () => {
  test("Banjarbaru's 20 agencies are a point of the line", () => {
    expect(drawing(observation)).toBe("line");
    expect(isDrawable(observation)).toBe(true);
  });

  test("Balangan's 18 planned agencies stand apart: a plan is not present", () => {
    expect(drawing({ ...observation, status: "planned" })).toBe("apart");
    expect(isDrawable({ ...observation, status: "planned" })).toBe(false);
  });

  test("a value from before the mall stands apart from the mall's line", () => {
    expect(drawing({ ...observation, status: "before_mall" })).toBe("apart");
  });

  test.each([
    { what: "a doubted claim", of: { ...observation, status: "suspect" as const } },
    { what: "a rival claim", of: { ...observation, claim: "rival" as const } },
    { what: "a corroborating claim", of: { ...observation, claim: "corroborating" as const } },
    { what: "a missing value", of: { ...observation, value: null } },
  ])("$what is not drawn at all", ({ of }) => {
    expect(drawing(of)).toBe("none");
    expect(isRankable(of)).toBe(false);
  });

  test("zero is a value", () => {
    expect(isDrawable({ ...observation, value: 0 })).toBe(true);
  });
});

describe("what may be ranked", () => {
  test("more than 150 service types is drawn, but not ranked as 150", () => {
    const bound = { ...observation, value: 150, qualifier: "at_least" as const };
    expect([isDrawable(bound), isRankable(bound)]).toEqual([true, false]);
  });

  test("exact, rounded, approximate and average values are ranked", () => {
    for (const qualifier of ["exact", "rounded", "about", "average"] as const) {
      expect(isRankable({ ...observation, qualifier })).toBe(true);
    }
  });

  test("a plan is not ranked among what is present", () => {
    expect(isRankable({ ...observation, status: "planned" })).toBe(false);
  });
});
