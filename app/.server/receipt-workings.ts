import type { Lang } from "#core/words.ts";

/** A piece of a formula as it is printed: an operator or number, or a name of the formula to put a value in place of. */
export type Part = { text: string } | { name: string };

/**
 * A derived formula as arithmetic to be read: `value / nullif(previous_value, 0) - 1` becomes value ÷ previous_value − 1.
 * `nullif(x, 0)` guards a division and says nothing to a reader, so only its x is printed.
 * Throws `unsupported formula` for SQL beyond names, numbers, the four operations, brackets, nullif and power.
 */
export function workings(expression: string, lang: Lang): Part[] {
  const tokens = expression.match(/[a-z_]+|\d+(?:\.\d+)?|\*\*|[-+*/(),]|\S/gi) ?? [];
  let at = 0;
  const node = sum();
  if (at < tokens.length) throw unsupported();
  return merge(node.parts);

  function sum(): Node {
    let left = product();
    while (tokens[at] === "+" || tokens[at] === "-") {
      const sign = tokens[at++] === "+" ? " + " : " − ";
      left = { parts: [...left.parts, { text: sign }, ...grouped(product(), "sum").parts], kind: "sum" };
    }
    return left;
  }

  function product(): Node {
    let left = factor();
    while (tokens[at] === "*" || tokens[at] === "/") {
      const sign = tokens[at++] === "*" ? " × " : " ÷ ";
      const right = grouped(factor(), "product");
      left = { parts: [...grouped(left, "sum").parts, { text: sign }, ...right.parts], kind: "product" };
    }
    return left;
  }

  function factor(): Node {
    const token = tokens[at++] ?? "";
    if (token === "(") {
      const inner = sum();
      expect(")");
      return inner;
    }
    if (/^\d/.test(token)) {
      const text = new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB").format(Number(token));
      return { parts: [{ text }], kind: "one" };
    }
    if (!/^[a-z_]+$/i.test(token)) throw unsupported();
    if (tokens[at] !== "(") return { parts: [{ name: token }], kind: "one" };
    at++;
    const first = sum();
    expect(",");
    const second = sum();
    expect(")");
    if (token === "nullif") return first;
    if (token !== "power") throw unsupported();
    const power = lang === "id" ? " pangkat " : " to the power ";
    const parts = [...bracketed(first).parts, { text: power }, ...bracketed(second).parts];
    return { parts, kind: "one" };
  }

  function expect(token: string): void {
    if (tokens[at++] !== token) throw unsupported();
  }

  function unsupported(): Error {
    return new Error(`unsupported formula: ${expression}`);
  }
}

type Node = { parts: Part[]; kind: "one" | "product" | "sum" };

/** Brackets where the sum, or the right side of a division, would be read otherwise. */
function grouped(node: Node, against: "sum" | "product"): Node {
  if (node.kind === "sum" || (against === "product" && node.kind === "product")) return bracketed(node);
  return node;
}

function bracketed(node: Node): Node {
  return node.kind === "one" ? node : { parts: [{ text: "(" }, ...node.parts, { text: ")" }], kind: "one" };
}

function merge(parts: Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if ("text" in part && last && "text" in last) merged[merged.length - 1] = { text: last.text + part.text };
    else merged.push(part);
  }
  return merged;
}
