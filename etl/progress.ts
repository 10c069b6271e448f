import type { Bilingual } from "#core/tables.ts";
import type { Lang } from "#core/words.ts";

/** Says what a build is doing. `step` begins a step, `end` closes the last one. */
export type Progress = { step(name: Bilingual): void; end(): void };

export const silent: Progress = { step: () => {}, end: () => {} };

/** On a terminal one line that is written over; elsewhere one line a step. */
export function progressOn(stream: NodeJS.WriteStream, language: Lang, now = () => performance.now()): Progress {
  const started = now();
  const seconds = () => ((now() - started) / 1000).toFixed(1);
  return {
    step: (name) => stream.write(stream.isTTY ? `\r\x1b[K… ${name[language]}` : `${seconds()} s  ${name[language]}\n`),
    end: () => {
      if (stream.isTTY) stream.write("\r\x1b[K");
    },
  };
}
