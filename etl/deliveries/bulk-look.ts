/** What a first pass over the bytes has seen. */
export type Seen = { quotes: boolean; returns: boolean; blankLines: number[]; lines: number };

/** Looks at a file piece by piece, while its checksum is taken: quotes, line ends, and lines that hold nothing. */
export function looker(): { see(piece: Buffer): void; seen(): Seen } {
  const seen: Seen = { quotes: false, returns: false, blankLines: [], lines: 0 };
  let filled = false;
  let first = true;
  let ended = true;
  return {
    see(piece) {
      seen.quotes ||= piece.includes(0x22);
      if (first) seen.returns = piece.includes("\r\n");
      first = false;
      // A lone return is the end of a line for the readers, and a letter for the fast path.
      if (!seen.returns && !seen.quotes && piece.includes(CR)) seen.quotes = true;
      let from = 0;
      for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, from)) {
        seen.lines++;
        const length = at - from;
        if (!filled && (length === 0 || (length === 1 && piece[from] === CR))) seen.blankLines.push(seen.lines);
        filled = false;
        from = at + 1;
      }
      // A piece may end within a line; a lone return at its end is the end of that line.
      if (from < piece.length) filled ||= !(piece.length - from === 1 && piece[from] === CR);
      ended = piece[piece.length - 1] === LF;
    },
    seen: () => (ended ? seen : { ...seen, lines: seen.lines + 1 }),
  };
}

const CR = 13;
const LF = 10;
