import { describe, expect, it } from "vitest";
import { ratesOf, SETTINGS } from "../bench/verdict-draws.ts";

describe("over 120 seeded draws", () => {
  for (const setting of SETTINGS.slice(0, 3)) {
    it(`false "better" is rare and places hold: ${setting.name}`, () => {
      const rates = ratesOf({ ...setting, malls: 8, respondents: [60, 150] }, 120, 7);
      // 5 % and 95 %, with the room that 120 draws leave (about three standard errors).
      expect(rates.false_better_pair).toBeLessThanOrEqual(0.1);
      expect(rates.false_better_table_grade).toBeLessThanOrEqual(0.1);
      expect(rates.false_better_table_median).toBeLessThanOrEqual(0.1);
      expect(rates.ranks_cover_all).toBeGreaterThanOrEqual(0.89);
    });
  }
});
