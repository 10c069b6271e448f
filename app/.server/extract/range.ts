export type Range = { start: number; end: number };

/**
 * The one part of a file that a request asks for, both ends included; nothing where the whole is to be sent: several
 * parts, an unknown unit, or an If-Range that names another version.
 */
export function rangeOf(request: Headers, answer: Headers, size: number): Range | "unsatisfiable" | null {
  const asked = request.get("Range")?.match(/^bytes=(\d*)-(\d*)$/);
  const version = request.get("If-Range");
  if (!asked || (version !== null && version !== answer.get("ETag") && version !== answer.get("Last-Modified"))) {
    return null;
  }
  const [first, last] = [asked[1] ?? "", asked[2] ?? ""];
  if (first === "" && last === "") return null;
  // "bytes=-500" are the last 500.
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}
