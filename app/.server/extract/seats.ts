/** How many answers may be read from the database at the same time; each holds a connection while its reader reads. */
export const SEATS = 64;

let taken = 0;

/**
 * A place for one answer whose rows are read while they are sent, or null when all are taken. It is given back by the
 * function, once however often it is called, and when the reader leaves.
 */
export function takeSeat(signal: AbortSignal): (() => void) | null {
  if (taken >= SEATS) return null;
  taken++;
  let held = true;
  const giveBack = (): void => {
    if (!held) return;
    held = false;
    taken--;
    signal.removeEventListener("abort", giveBack);
  };
  signal.addEventListener("abort", giveBack, { once: true });
  return giveBack;
}
