import { expect, test } from "vitest";
import { isSurveyed } from "#core/indicator.ts";
import ikm from "#core/indicators/ikm.ts";
import visits from "#core/indicators/visits.ts";

test("the mean of a survey is told from a full count, also by a definition older than the field that says so", () => {
  const { survey, ...older } = ikm;
  expect(survey).toBeDefined();
  expect([isSurveyed(ikm), isSurveyed(older), isSurveyed(visits)]).toEqual([true, true, false]);
});
