import fs from "node:fs";
import path from "node:path";

/** Replaces a file in one step: after a crash at any moment it holds the old text or the new, never a part of either. */
export function replaceFile(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  writeSynced(beside, text);
  fs.renameSync(beside, file);
  sync(path.dirname(file));
}

export function writeSynced(file: string, text: string): void {
  fs.writeFileSync(file, text);
  sync(file);
}

/** Moves a finished folder into place; everything in it is on disk before it gets its name. */
export function publishFolder(from: string, to: string): void {
  for (const name of fs.readdirSync(from)) sync(path.join(from, name));
  sync(from);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.renameSync(from, to);
  sync(path.dirname(to));
}

/** Waits until a file, or the names in a folder, are on disk. */
function sync(name: string): void {
  const descriptor = fs.openSync(name, "r");
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
