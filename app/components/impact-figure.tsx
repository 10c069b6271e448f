import { Fragment, type ReactNode } from "react";
import type { Figure } from "../.server/impact-page.ts";
import { useLanguage } from "../language.ts";
import { ChartFigure } from "./chart-figure.tsx";

/** A chart on investment around openings: what must be read with it stands in its caption and survives a screenshot. */
export function ImpactFigure({ of, marks, children }: { of: Figure; marks?: readonly string[]; children?: ReactNode }) {
  return (
    <ChartFigure
      title={of.title}
      alternative={of.alternative}
      drawing={of.drawing}
      caption={[...(marks ?? []), ...of.notes].map((note) => <span key={note}>{note} </span>)}
    >
      {children}
    </ChartFigure>
  );
}

/** The same rows as files; `view` is the address of the view without an ending. */
export function ImpactFiles({ view, name }: { view: string; name: string }) {
  const { say, to } = useLanguage();
  return (
    <li>
      {name}{" "}
      {(["csv", "xlsx", "json", "arrow"] as const).map((ending) => (
        <Fragment key={ending}>
          <a href={to(`${view}.${ending}`)}>{say(`extract_name_${ending}`)}</a>{" "}
        </Fragment>
      ))}
    </li>
  );
}
