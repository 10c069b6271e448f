import path from "node:path";

/** Where the data live: facts are read, a release is built beside the others, and the pointer names the current one. */
export type Folders = {
  root: string;
  facts: string;
  /** Declared corrections of known errors in deliveries; may be missing. */
  corrections: string;
  /** Files as offices handed them in; never changed. */
  inbox: string;
  /** Every delivery under its checksum: the original, what was read of it, and what was held back. */
  deliveries: string;
  /** Answers of single respondents; nothing of it but sums is ever published. */
  private: string;
  /** Only there where everything in the folder was made up: how. */
  synthetic: string;
  /** Work in hand: the lock and one temporary folder per build. Emptied by the next build. */
  build: string;
  releases: string;
  /** The pointer: which release is current. */
  current: string;
};

/** The folders under one data folder: `PANTAU_DATA`, else `data` where the command is run. */
export function foldersOf(root = process.env.PANTAU_DATA || "data"): Folders {
  const absolute = path.resolve(root);
  return {
    root: absolute,
    facts: path.join(absolute, "facts"),
    corrections: path.join(absolute, "corrections.csv"),
    inbox: path.join(absolute, "inbox"),
    deliveries: path.join(absolute, "deliveries"),
    private: path.join(absolute, "private"),
    synthetic: path.join(absolute, "synthetic.json"),
    build: path.join(absolute, "build"),
    releases: path.join(absolute, "releases"),
    current: path.join(absolute, "current.json"),
  };
}
