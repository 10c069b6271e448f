/** Tools in which rows are taken by their address, in the order in which they are offered. */
export const TOOLS = ["excel", "duckdb", "r", "pandas", "polars", "javascript", "curl"] as const;
export type Tool = (typeof TOOLS)[number];

/**
 * What to paste into a tool to have the rows of an address; Excel takes the address itself. `address` gives it in a
 * format.
 */
export function snippet(
  tool: Tool,
  address: (ending: "csv" | "id.csv" | "arrow" | "parquet" | "json" | "xlsx") => string,
): string {
  switch (tool) {
    case "excel":
      return address("csv");
    case "duckdb":
      return `SELECT * FROM read_parquet('${address("parquet")}');`;
    case "r":
      return `library(arrow)\nrows <- read_parquet("${address("parquet")}")`;
    case "pandas":
      return `import pandas as pd\nrows = pd.read_parquet("${address("parquet")}")`;
    case "polars":
      return `import polars as pl\nrows = pl.read_parquet("${address("parquet")}")`;
    case "javascript":
      return `const answer = await fetch("${address("json")}");\nconst { rows } = await answer.json();`;
    case "curl":
      return `curl -fsS --compressed -o data.csv "${address("csv")}"`;
  }
}
