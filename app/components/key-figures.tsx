import { Link } from "@remix-run/react";
import type { Card } from "../.server/mall-cards.ts";
import { useLanguage } from "../language.ts";
import { Marks, Value } from "./value.tsx";

const ARROWS = { up: "▲", down: "▼", same: "=" };

/**
 * The key figures of a mall: value, unit, period, status, how it stands to the one before, and its course. `cites` are
 * the numbers of their sources, on paper.
 */
export function KeyFigures({ cards, cites }: { cards: Card[]; cites?: Record<string, number> }) {
  const { say, to } = useLanguage();
  return (
    <ul className="cards key-figures">
      {cards.map((card) => (
        <li key={card.code} className="card">
          <Link className="label" to={to(`/indicators/${card.code}`)}>
            {card.name}
          </Link>
          <span className="value">
            <Value of={card.reading} marks={false} short /> <small>{card.reading.unit}</small>
          </span>
          {card.spark && <Spark html={card.spark} />}
          <span className="about">
            {card.reading.period}
            {cites && <span className="literal"> [{cites[card.code]}]</span>}
            <Marks of={[...card.reading.marks, ...(card.age ? [card.age] : [])]} />
          </span>
          {card.previous && (
            <span className="about">
              {card.course ? (
                <>
                  <span aria-hidden="true">{ARROWS[card.course.way]}</span> {card.course.text}{" "}
                  <Value of={card.previous} marks={false} short /> ({card.previous.period})
                </>
              ) : (
                <>
                  {say("card_previous", { period: card.previous.period })} <Value of={card.previous} marks={false} />
                </>
              )}
              {card.change && (
                <>
                  {" "}
                  <Value of={card.change} marks={false} />
                </>
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Spark({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by app/.server/draw.ts, which escapes every text
  return <span className="spark" dangerouslySetInnerHTML={{ __html: html }} />;
}
