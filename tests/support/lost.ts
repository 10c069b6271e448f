/** Rows in are not rows out: something of a file was lost on the way, or refused without a word. */
export class Lost extends Error {
  override name = "Lost";
}
