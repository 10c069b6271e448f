import { Link } from "@remix-run/react";
import type { Mark, Reading } from "../.server/reading.ts";
import { useLanguage } from "../language.ts";

/** As much of a reading as is shown; a count has no more than its number. */
type Shown = Pick<Reading, "id" | "text"> & Partial<Pick<Reading, "short" | "marks">>;

/** A number in words that leads to where it comes from, with its marks. */
export function Value({ of, marks = true, short = false }: { of: Shown; marks?: boolean; short?: boolean }) {
  const { say, to } = useLanguage();
  return (
    <>
      <Link className="figure-link" to={to(`/receipts/${of.id}`)} title={say("receipt_hint")} prefetch="none">
        {short ? (of.short ?? of.text) : of.text}
      </Link>
      {marks && of.marks && <Marks of={of.marks} />}
    </>
  );
}

/** The small words beside a value. */
export function Marks({ of }: { of: Mark[] }) {
  return (
    <>
      {of.map((mark) => (
        <span key={mark.text}>
          {" "}
          <span className={mark.tone === "plain" ? "chip" : `chip ${mark.tone}`}>{mark.text}</span>
        </span>
      ))}
    </>
  );
}
