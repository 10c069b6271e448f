import { describe, expect, test } from "vitest";
import { workings } from "#app/.server/receipt-workings.ts";

/** The formula as one line, names in brackets of their own. */
function line(expression: string, lang: "id" | "en" = "id"): string {
  return workings(expression, lang)
    .map((part) => ("text" in part ? part.text : `[${part.name}]`))
    .join("");
}

describe("a formula in the words of arithmetic", () => {
  test("the guard against division by zero is not printed", () => {
    expect(line("value / nullif(previous_value, 0) - 1")).toBe("[value] ÷ [previous_value] − 1");
  });

  test("a power is said in the language of the page, its parts in brackets", () => {
    const growth = "power(value / nullif(first_value, 0), 1.0 / nullif(years, 0)) - 1";
    expect(line(growth)).toBe("([value] ÷ [first_value]) pangkat (1 ÷ [years]) − 1");
    expect(line(growth, "en")).toBe("([value] ÷ [first_value]) to the power (1 ÷ [years]) − 1");
  });

  test("numbers are written as the language writes them", () => {
    expect(line("100 * value / nullif(base_value, 0)")).toBe("100 × [value] ÷ [base_value]");
    expect(line("0.5 * value")).toBe("0,5 × [value]");
    expect(line("0.5 * value", "en")).toBe("0.5 × [value]");
  });

  test("brackets stay where leaving them out would change the result", () => {
    expect(line("a * (b + c)")).toBe("[a] × ([b] + [c])");
    expect(line("a / (b * c)")).toBe("[a] ÷ ([b] × [c])");
    expect(line("a - (b - c)")).toBe("[a] − ([b] − [c])");
    expect(line("a / nullif(b - c, 0)")).toBe("[a] ÷ ([b] − [c])");
    expect(line("a * b + c")).toBe("[a] × [b] + [c]");
  });

  test("SQL beyond arithmetic is refused by name", () => {
    expect(() => line("sum(value)")).toThrow("unsupported formula: sum(value)");
    expect(() => line("value ->> 'a'")).toThrow("unsupported formula");
    expect(() => line("value +")).toThrow("unsupported formula");
  });
});
