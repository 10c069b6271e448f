import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Who is building: the process, and when it took the lock. */
export type Holder = { pid: number; started: string | null; taken_at: string; token: string };

/** Another build is at work on the same data folder. */
export class LockedError extends Error {
  override name = "LockedError";
  readonly holder: Holder;
  constructor(holder: Holder) {
    super(`locked by process ${holder.pid} since ${holder.taken_at}`);
    this.holder = holder;
  }
}

/**
 * Takes the lock of a build folder and returns the function that gives it back. Throws a LockedError naming the holder;
 * the lock of a process that is no longer running is taken over.
 */
export function takeLock(folder: string, clock: () => Date): () => void {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "lock");
  const mine: Holder = {
    pid: process.pid,
    started: startOf(process.pid),
    taken_at: clock().toISOString(),
    token: randomBytes(8).toString("hex"),
  };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(file, mine)) {
      // Two processes may both have found the same dead lock; only the one whose token stands in the file goes on.
      const holder = read(file);
      if (holder?.token === mine.token) return () => giveBack(file, mine);
      if (holder) throw new LockedError(holder);
      continue;
    }
    const holder = read(file);
    if (holder && isRunning(holder)) throw new LockedError(holder);
    fs.rmSync(file, { force: true });
  }
  throw new Error(`invalid lock: ${file}`);
}

/** Takes the lock, waiting up to so many seconds for the one who holds it; says so once, through `waiting`. */
export async function waitForLock(
  folder: string,
  clock: () => Date,
  seconds: number,
  waiting: (holder: Holder) => void = () => {},
): Promise<() => void> {
  const until = performance.now() + seconds * 1000;
  for (let attempt = 0; ; attempt++) {
    try {
      return takeLock(folder, clock);
    } catch (error) {
      if (!(error instanceof LockedError) || performance.now() >= until) throw error;
      if (attempt === 0) waiting(error.holder);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Creates the file with its content in one step, so that no other process reads a lock without a holder. */
function create(file: string, holder: Holder): boolean {
  const beside = `${file}.${holder.token}`;
  fs.writeFileSync(beside, JSON.stringify(holder));
  try {
    fs.linkSync(beside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(beside);
  }
}

function giveBack(file: string, mine: Holder): void {
  if (read(file)?.token === mine.token) fs.rmSync(file, { force: true });
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether a process of that number runs, of this user or another. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isRunning(holder: Holder): boolean {
  if (!isAlive(holder.pid)) return false;
  // A number is given again to another process after a restart; the start time tells the two apart.
  return holder.started === null || startOf(holder.pid) === holder.started;
}

/** When a process started, in clock ticks since boot; null where the system does not say. */
function startOf(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
