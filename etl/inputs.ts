import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { factFiles } from "#etl/facts.ts";

export type Input = { file: string; bytes: number; sha256: string };

/** Everything a release is made from: the same inputs always give the same tables. */
export type Inputs = {
  /** SHA-256 over the names and checksums of all inputs. */
  hash: string;
  list: Input[];
  /** The facts as they were when the hash was taken, so that a file changed meanwhile cannot slip in. */
  facts: Map<string, Buffer>;
  regions: { provinces: Buffer; regencies: Buffer };
  /** Declared corrections of deliveries, where there are any. */
  corrections?: Buffer | undefined;
  /** True where the folder says of itself that everything in it was made up. */
  synthetic: boolean;
};

const project = path.resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** Reads the facts, and takes the checksum of them, of the code and definitions that judge them, and of the region list. */
export function readInputs(factsFolder: string, delivered?: Delivered): Inputs {
  const facts = readFactBytes(factsFolder);
  const list = [...facts].map(([file, bytes]) => inputOf(`facts/${file}`, bytes));
  for (const root of ["core", "etl"]) {
    for (const file of sourcesUnder(path.join(project, root))) {
      list.push(inputOf(path.relative(project, file).split(path.sep).join("/"), fs.readFileSync(file)));
    }
  }
  const packageFile = path.join(regionList(), "package.json");
  const { version } = JSON.parse(fs.readFileSync(packageFile, "utf8")) as { version: string };
  const regions = readRegionList();
  list.push(inputOf(`idn-area-data@${version}/provinces.csv`, regions.provinces));
  list.push(inputOf(`idn-area-data@${version}/regencies.csv`, regions.regencies));
  if (delivered?.corrections) list.push(inputOf("corrections.csv", delivered.corrections));
  if (delivered?.synthetic) list.push(inputOf("synthetic.json", delivered.synthetic));
  list.push(...(delivered?.files ?? []));
  const hash = createHash("sha256");
  for (const input of list) hash.update(`${input.file}\0${input.sha256}\n`);
  return {
    hash: hash.digest("hex"),
    list,
    facts,
    regions,
    corrections: delivered?.corrections,
    synthetic: delivered?.synthetic !== undefined,
  };
}

/** The files of facts that are there, as bytes. */
export function readFactBytes(folder: string): Map<string, Buffer> {
  return new Map(
    factFiles.flatMap((file) => {
      const bytes = readIfThere(path.join(folder, file));
      return bytes ? [[file, bytes] as const] : [];
    }),
  );
}

/** The official list of regions, as its package has it. */
export function readRegionList(): Inputs["regions"] {
  return {
    provinces: fs.readFileSync(path.join(regionList(), "data", "provinces.csv")),
    regencies: fs.readFileSync(path.join(regionList(), "data", "regencies.csv")),
  };
}

function regionList(): string {
  return path.join(path.dirname(require.resolve("idn-area-data")), "..");
}

/** What the store adds to the inputs of a build: what was read of each delivery, declared corrections, and the mark of made-up data. */
export type Delivered = { files: Input[]; corrections: Buffer | undefined; synthetic: Buffer | undefined };

export function sha256(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The checksum of a file of any size, piece by piece; `seen` is shown each piece. */
export function sha256OfFile(file: string, seen?: (piece: Buffer) => void): string {
  const hash = createHash("sha256");
  const descriptor = fs.openSync(file, "r");
  const piece = Buffer.allocUnsafe(1 << 20);
  try {
    for (let read = fs.readSync(descriptor, piece); read > 0; read = fs.readSync(descriptor, piece)) {
      const part = piece.subarray(0, read);
      hash.update(part);
      seen?.(part);
    }
  } finally {
    fs.closeSync(descriptor);
  }
  return hash.digest("hex");
}

function inputOf(file: string, bytes: Buffer): Input {
  return { file, bytes: bytes.length, sha256: sha256(bytes) };
}

// The texts of the interface live in core too, but no table is made from them: a reworded button is not a new release.
const NOT_AN_INPUT = /^words(\.ts$|\/)/;

function sourcesUnder(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => /\.(ts|sql)$/.test(name) && !NOT_AN_INPUT.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

export function readIfThere(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
