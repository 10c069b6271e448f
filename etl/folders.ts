import path from "node:path";

/** Where the data live: facts are read, a release is built beside the others, and the pointer names the current one. */
export type Folders = {
  root: string;
  facts: string;
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
    build: path.join(absolute, "build"),
    releases: path.join(absolute, "releases"),
    current: path.join(absolute, "current.json"),
  };
}
