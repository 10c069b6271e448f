import type { Sentence } from "#core/sentence-text.ts";
import { Value } from "./value.tsx";

/** Sentences about a mall, in which every figure leads to where it comes from. */
export function Paragraph({ sentences }: { sentences: Sentence[] }) {
  return (
    <p className="prose paragraph">
      {sentences.flatMap(({ pieces }, sentence) => [
        ...pieces.map((piece, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text
          piece.of ? <Value key={`${sentence}.${at}`} of={{ id: piece.of, text: piece.text }} /> : piece.text,
        ),
        " ",
      ])}
    </p>
  );
}
