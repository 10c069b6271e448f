import { Link } from "@remix-run/react";
import type { Mark, Reading } from "../.server/reading.ts";
import { useLanguage } from "../language.ts";

/** A number in words that leads to where it comes from, with its marks. */
export function Value({ of, marks = true, short = false }: { of: Reading; marks?: boolean; short?: boolean }) {
  const { say, to } = useLanguage();
  return (
    <>
      <Link className="figure-link" to={to(`/receipts/${of.id}`)} title={say("receipt_hint")} prefetch="none">
        {short ? of.short : of.text}
      </Link>
      {marks && <Marks of={of.marks} />}
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
