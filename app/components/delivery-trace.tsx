import { Link } from "@remix-run/react";
import type { AppliedCorrection, DeliveryCard, DeliveryReceipt, Trace } from "#app/.server/delivery-receipt.ts";
import { useLanguage } from "../language.ts";
import { Value } from "./value.tsx";

/** The way of a figure back into the files that were handed in: how it was made, of what, and from which file. */
export function DeliveryTrace({ of }: { of: Trace }) {
  const { say } = useLanguage();
  return (
    <>
      <section className="section stack" aria-labelledby="made">
        <h2 id="made">{say("receipt_workings")}</h2>
        <p className="prose literal">{of.how}</p>
        {of.held && <p className="prose literal">{of.held}</p>}
        {of.parts.length > 0 && (
          <ul className="plain entries">
            {of.parts.map(({ name, reading }) => (
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
        )}
        {of.rows.length > 0 && <Rows of={of} />}
      </section>
      <section className="section stack" aria-labelledby="files">
        <h2 id="files">{say("receipt_delivered_files")}</h2>
        <DeliveryCards of={of.deliveries} />
        {of.predecessors.length > 0 && (
          <>
            <h3>{say("receipt_predecessors")}</h3>
            <DeliveryCards of={of.predecessors} />
          </>
        )}
        <Corrections of={of.corrections} />
      </section>
    </>
  );
}

/** What came of one file that was handed in. */
export function DeliveryFacts({ of }: { of: DeliveryReceipt }) {
  const { say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">{say("receipt_delivery")}</p>
        <h1 className="literal">{of.file}</h1>
        <p className="lead">
          {say(`coverage_contract_${of.contract}`)}, <time>{of.scope}</time>{" "}
          <span className={of.state === "current" ? "chip good" : "chip"}>{say(`coverage_state_${of.state}`)}</span>
        </p>
      </header>
      {of.shown && (
        <p>
          <Link className="button quiet" to={to(`/sources/${of.id}`)}>
            {say("receipt_delivery_figures")}
          </Link>
        </p>
      )}
      <dl className="facts">
        <dt>{say("coverage_place")}</dt>
        <dd>
          {of.regions.map((region, at) => (
            <span key={region.code}>
              {at > 0 && ", "}
              {region.mall ? <Link to={to(`/malls/${region.code}`)}>{region.name}</Link> : region.name}
            </span>
          ))}
        </dd>
        <FileFacts of={of} />
        {of.sender && (
          <>
            <dt>{say("coverage_sender")}</dt>
            <dd className="literal">{of.sender}</dd>
          </>
        )}
        <dt>{say("receipt_delivery_rows")}</dt>
        <dd className="literal">
          {say("receipt_delivery_balance", of.rows)}{" "}
          <a href={to("/coverage#quarantine")}>{say("coverage_quarantine")}</a>
        </dd>
        {of.accepted && (
          <>
            <dt>{say("receipt_delivery_accepted")}</dt>
            <dd className="literal">
              {of.accepted.reason} <code>{of.accepted.codes.join(", ")}</code>
            </dd>
          </>
        )}
        {of.retracted && (
          <>
            <dt>{say("receipt_delivery_retracted")}</dt>
            <dd className="literal">{of.retracted}</dd>
          </>
        )}
      </dl>
      {of.superseded_by.length > 0 && (
        <section className="section stack" aria-labelledby="later">
          <h2 id="later">{say("receipt_successors")}</h2>
          <DeliveryCards of={of.superseded_by} />
        </section>
      )}
      {of.supersedes.length > 0 && (
        <section className="section stack" aria-labelledby="earlier">
          <h2 id="earlier">{say("receipt_predecessors")}</h2>
          <DeliveryCards of={of.supersedes} />
        </section>
      )}
      <Corrections of={of.corrections} />
    </>
  );
}

function Rows({ of }: { of: Trace }) {
  const { say } = useLanguage();
  const parted = of.rows.some(({ part }) => part !== "");
  return (
    <>
      <div className="scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{say("column_period")}</th>
              {parted && <th scope="col">{say("receipt_component")}</th>}
              <th scope="col" className="number">
                {say("column_value")}
              </th>
              <th scope="col">{say("receipt_file_place")}</th>
            </tr>
          </thead>
          <tbody>
            {of.rows.map((row) => (
              <tr key={`${row.file} ${row.sheet} ${row.row} ${row.period} ${row.part}`}>
                <td>
                  <time>{row.period}</time>
                </td>
                {parted && <td className="literal">{row.part}</td>}
                <td className="number tally">{row.text}</td>
                <td className="literal">
                  {[row.file, row.sheet, say("receipt_row", { row: row.row })].filter(Boolean).join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.more && <p className="small soft tally">{of.more}</p>}
    </>
  );
}

function DeliveryCards({ of }: { of: DeliveryCard[] }) {
  const { say, to } = useLanguage();
  return (
    <ul className="plain quotes">
      {of.map((card) => (
        <li key={card.id}>
          <div>
            <Link className="literal" to={to(`/receipts/${card.id}`)}>
              {card.file}
            </Link>{" "}
            <span className={card.state === "current" ? "chip good" : "chip"}>
              {say(`coverage_state_${card.state}`)}
            </span>
          </div>
          <dl className="facts small">
            <dt>{say("coverage_contract")}</dt>
            <dd>{say(`coverage_contract_${card.contract}`)}</dd>
            <FileFacts of={card} />
          </dl>
        </li>
      ))}
    </ul>
  );
}

function FileFacts({ of }: { of: DeliveryCard }) {
  const { say } = useLanguage();
  return (
    <>
      <dt>{say("coverage_as_of")}</dt>
      <dd>
        <time>{of.asOf}</time>
      </dd>
      {of.received && (
        <>
          <dt>{say("receipt_delivery_received")}</dt>
          <dd>
            <time>{of.received}</time>
          </dd>
        </>
      )}
      <dt>{say("receipt_checksum")}</dt>
      <dd>
        <code className="checksum">{of.sha256}</code>
      </dd>
    </>
  );
}

function Corrections({ of }: { of: AppliedCorrection[] }) {
  const { say } = useLanguage();
  if (of.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="corrected">
      <h3 id="corrected">{say("receipt_corrections")}</h3>
      <ul className="plain entries wide">
        {of.map((row) => (
          <li key={row.id}>
            <div className="literal">
              <code>
                {row.where} · {row.column}
              </code>{" "}
              <del>{row.expect}</del>{" "}
              {row.action === "drop" ? say("coverage_correction_dropped") : <ins>{row.value ?? say("none")}</ins>}
            </div>
            <div className="small soft literal">{row.reason}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
