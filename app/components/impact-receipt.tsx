import { Link } from "@remix-run/react";
import type { ImpactReceipt } from "../.server/impact-receipt.ts";
import { useLanguage } from "../language.ts";
import { Value } from "./value.tsx";

/** Where a number of a result on investment around openings comes from. */
export function ImpactReceiptBody({ of }: { of: ImpactReceipt }) {
  const { say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">{say("receipt_title")}</p>
        <h1 className="value">{of.value}</h1>
        <p className="lead literal">{[of.what, ...of.scope].join(" · ")}</p>
      </header>
      {of.inputs.length > 0 ? (
        <section className="stack" aria-labelledby="inputs">
          <h2 id="inputs">{say("impact_receipt_ratio")}</h2>
          <ul className="plain entries">
            {of.inputs.map(({ name, reading }) => (
              <li key={reading.id}>
                <span>
                  <span className="literal">{name}</span>, <time>{reading.period}</time>
                </span>
                <span>
                  <Value of={reading} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p className="prose">{say("impact_receipt_text")}</p>
      )}
      <dl className="facts">
        <dt>{say("impact_receipt_shown")}</dt>
        <dd>
          <Link className="literal" to={to(of.page.path)}>
            {of.page.name}
          </Link>
        </dd>
        {of.facts.map((fact) => (
          <Fact key={fact.name} {...fact} />
        ))}
      </dl>
      {of.assumptions.length > 0 && (
        <section className="stack" aria-labelledby="assumptions">
          <h2 id="assumptions">{say("impact_assumptions")}</h2>
          <ul className="prose">
            {of.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
          {of.limits && <p className="note literal">{of.limits}</p>}
        </section>
      )}
      <section className="stack" aria-labelledby="query">
        <h2 id="query">{say("receipt_count_query")}</h2>
        <pre>{of.sql}</pre>
      </section>
      <p>
        <Link to={to("/method/impact")}>{say("impact_method")}</Link>
      </p>
    </>
  );
}

function Fact({ name, value, code }: ImpactReceipt["facts"][number]) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="literal">{code ? <code>{value}</code> : value}</dd>
    </>
  );
}
