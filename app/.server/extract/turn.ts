/** How many extracts may ask the database at the same time; the rest of the machine is for pages. */
const AT_ONCE = 2;

const waiting = new Set<() => void>();
let running = 0;

/**
 * Runs something heavy when its turn comes: two at a time, in the order of asking. One who leaves while waiting is
 * taken out of the line.
 */
export async function oneOfFew<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  if (running >= AT_ONCE) await turn(signal);
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.values().next().value;
    if (next) next();
    else running--;
  }
}

/** The turn is handed on by the one before: `running` stays as it is. */
function turn(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = (): void => {
      waiting.delete(start);
      signal.removeEventListener("abort", leave);
      resolve();
    };
    const leave = (): void => {
      waiting.delete(start);
      reject(signal.reason);
    };
    waiting.add(start);
    signal.addEventListener("abort", leave, { once: true });
  });
}
