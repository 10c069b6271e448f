import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * The one folder into which DuckDB may write: Parquet files on their way to a reader. Made anew by each process, and
 * removed when it ends.
 */
export const exportsFolder = fs.mkdtempSync(path.join(os.tmpdir(), "pantau-exports-"));

process.once("exit", () => fs.rmSync(exportsFolder, { recursive: true, force: true }));
