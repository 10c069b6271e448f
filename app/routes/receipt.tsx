import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import type { CountReceipt } from "#app/.server/counts.ts";
import {
  type ComputedReceipt,
  type EventReceipt,
  missingReceipt,
  type OtherClaim,
  type PriceReceipt,
  type PublishedReceipt,
  receiptOf,
  type SourceCard,
  type Subject,
} from "#app/.server/receipt.ts";
import { releaseFor } from "#app/.server/release.ts";
import { say } from "#core/words.ts";
import { DeliveryFacts, DeliveryTrace } from "../components/delivery-trace.tsx";
import { ImpactReceiptBody } from "../components/impact-receipt.tsx";
import { RegionFacts } from "../components/region-facts.tsx";
import { Marks, Value } from "../components/value.tsx";
import { langOf, useLanguage } from "../language.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const release = await releaseFor(request);
  const id = params.id ?? "";
  const computation = {
    base: searchParams.get("base"),
    since: searchParams.get("since"),
    per: searchParams.get("per"),
    spread: searchParams.get("spread"),
  };
  const receipt = await receiptOf(release, id, computation, lang);
  if (!receipt) throw await missingReceipt(release, id, lang);
  const pinned = new URLSearchParams([
    ...Object.entries(computation).filter((entry): entry is [string, string] => entry[1] !== null),
    ["release", release.id],
  ]);
  return {
    id,
    receipt,
    release: { id: release.id, published: release.manifest.published_at.slice(0, 10) },
    permalink: `${pathname}?${pinned}`,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  if (!data) return [{ title: say(lang, "error_not_found_title") }];
  return [
    { title: `${data.receipt.value} – ${say(lang, "receipt_title")} – ${say(lang, "site_name")}` },
    { name: "robots", content: "noindex" },
  ];
};

export default function ReceiptPage() {
  const { id, receipt, release, permalink } = useLoaderData<typeof loader>();
  const { say, to } = useLanguage();
  return (
    <article className="stack receipt">
      <Body receipt={receipt} />
      <section className="section stack" aria-labelledby="cite">
        <h2 id="cite">{say(receipt.kind === "delivery" ? "receipt_cite_delivery" : "receipt_cite")}</h2>
        <dl className="facts">
          <dt>{say("receipt_release")}</dt>
          <dd>
            <Link className="literal" to={to("/changes")}>
              {release.id}
            </Link>{" "}
            (<time>{release.published}</time>)
          </dd>
          <dt>{say("receipt_id")}</dt>
          <dd>
            <code>{id}</code>
          </dd>
          <dt>{say("receipt_permalink")}</dt>
          <dd>
            <Permalink href={permalink} />
          </dd>
        </dl>
      </section>
    </article>
  );
}

function Body({ receipt }: { receipt: ReturnType<typeof useLoaderData<typeof loader>>["receipt"] }) {
  switch (receipt.kind) {
    case "published":
      return <Published of={receipt} />;
    case "computed":
      return <Computed of={receipt} />;
    case "event":
      return <Event of={receipt} />;
    case "price":
      return <Price of={receipt} />;
    case "count":
      return <Count of={receipt} />;
    case "region":
      return <RegionFacts of={receipt} />;
    case "delivery":
      return <DeliveryFacts of={receipt} />;
    case "impact":
      return <ImpactReceiptBody of={receipt} />;
  }
}

function Published({ of }: { of: PublishedReceipt }) {
  const { say } = useLanguage();
  return (
    <>
      <Head value={of.value} subject={of.subject}>
        <Marks of={of.marks} />
      </Head>
      {!of.trace && <Quotation quote={of.quote} source={of.source} />}
      <dl className="facts">
        <SubjectFacts of={of.subject} />
        <dt>{say("receipt_meaning")}</dt>
        <dd className="literal">{of.meanings.join(" ")}</dd>
        <Standing standing={of.standing} reason={of.reason} />
        <Note text={of.note} />
        <PlaceFact place={of.place} />
      </dl>
      {of.trace && <DeliveryTrace of={of.trace} />}
      <Others claims={of.others} />
      {of.usedIn.length > 0 && (
        <section className="section stack" aria-labelledby="used">
          <h2 id="used">{say("receipt_used_in")}</h2>
          <Readings of={of.usedIn} />
        </section>
      )}
    </>
  );
}

function Computed({ of }: { of: ComputedReceipt }) {
  const { say, to } = useLanguage();
  return (
    <>
      <Head value={of.value} subject={of.subject}>
        <Marks of={of.marks} />
      </Head>
      <section className="stack" aria-labelledby="workings">
        <h2 id="workings">{say("receipt_workings")}</h2>
        <p className="formula literal">
          {of.parts.map((part, at) =>
            part.id ? (
              <Link key={part.id} className="figure-link" to={to(`/receipts/${part.id}`)}>
                {part.text}
              </Link>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed formula
              <span key={at}>{part.text}</span>
            ),
          )}
        </p>
        <p className="prose">
          {of.subject.indicator.definition}{" "}
          <Link to={to(`/indicators/${of.subject.indicator.code}`)}>{say("receipt_definition")}</Link>
        </p>
        <Readings of={of.inputs} />
      </section>
      <dl className="facts">
        <SubjectFacts of={of.subject} />
        <dt>{say("receipt_expression")}</dt>
        <dd>
          <code>{of.expression}</code>
        </dd>
      </dl>
      {of.caveats.length > 0 && (
        <ul className="prose small">
          {of.caveats.map((caveat) => (
            <li key={caveat}>{caveat}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Event({ of }: { of: EventReceipt }) {
  const { say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">{say("receipt_title")}</p>
        <h1 className="value">{of.value}</h1>
        <p className="lead">
          {of.type}, <Link to={to(`/malls/${of.mall.code}`)}>{of.mall.name}</Link>
          {of.planned && <Marks of={[{ text: say("mark_planned"), tone: "warn" }]} />}
        </p>
      </header>
      {of.warning && <p className="note literal">{of.warning}</p>}
      <Quotation quote={of.quote} source={of.source} />
      <dl className="facts">
        <dt>{say("receipt_precision")}</dt>
        <dd>{of.precision}</dd>
        <Standing standing={of.standing} reason={of.reason} />
        <Note text={of.note} />
        <PlaceFact place={of.place} />
      </dl>
      <Others claims={of.others} />
    </>
  );
}

function Price({ of }: { of: PriceReceipt }) {
  const { say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">{say("receipt_title")}</p>
        <h1 className="value">{of.value}</h1>
        <p className="lead literal">{say("receipt_price", { year: of.year })}</p>
      </header>
      <p className="formula literal">
        {of.before ? (
          <>
            <Link className="figure-link" to={to(`/receipts/${of.before.id}`)}>
              {of.before.text}
            </Link>{" "}
            × (1 + {of.inflation}) = {of.value}
          </>
        ) : (
          say("receipt_price_first", { year: of.year, value: of.value })
        )}
      </p>
      <dl className="facts">
        <dt>{say("receipt_price_inflation")}</dt>
        <dd className="literal">{of.inflation}</dd>
        <dt>{say("column_source")}</dt>
        <dd>
          {of.sources.map((source, at) => (
            <span key={source}>
              {at > 0 && ", "}
              <Link to={to(`/sources/${source}`)}>{source}</Link>
            </span>
          ))}
        </dd>
        <Note text={of.note} />
      </dl>
      <p className="prose">
        {say("receipt_price_text")} <Link to={to("/method/investment")}>{say("receipt_definition")}</Link>
      </p>
    </>
  );
}

function Count({ of }: { of: CountReceipt }) {
  const { say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">{say("receipt_title")}</p>
        <h1 className="value">{of.value}</h1>
        <p className="lead literal">{[of.what, ...of.scope].join(" · ")}</p>
      </header>
      <p className="prose">{say("receipt_count_text")}</p>
      {of.list && (
        <p>
          <Link className="button quiet" to={to(of.list)}>
            {say("receipt_count_list")}
          </Link>
        </p>
      )}
      <section className="stack" aria-labelledby="query">
        <h2 id="query">{say("sql" in of.how ? "receipt_count_query" : "receipt_count_file")}</h2>
        {"sql" in of.how ? <pre>{of.how.sql}</pre> : <p>{say("receipt_count_file_text", { file: of.how.file })}</p>}
      </section>
    </>
  );
}

function Head({ value, subject, children }: { value: string; subject: Subject; children: ReactNode }) {
  const { say, to } = useLanguage();
  return (
    <header className="tight">
      <p className="breadcrumb">{say("receipt_title")}</p>
      <h1 className="value">{value}</h1>
      <p className="lead">
        <Link className="literal" to={to(`/indicators/${subject.indicator.code}`)}>
          {subject.indicator.name}
        </Link>
        {subject.component && <span className="literal"> ({subject.component})</span>},{" "}
        <Link to={to(subject.region.path)}>{subject.region.name}</Link>, <time>{subject.period}</time>
        {children}
      </p>
    </header>
  );
}

function SubjectFacts({ of }: { of: Subject }) {
  const { say } = useLanguage();
  return (
    <>
      <dt>{say("column_period")}</dt>
      <dd>
        <time>{[of.period, of.periodNote].filter(Boolean).join(", ")}</time>
      </dd>
      {of.component && (
        <>
          <dt>{say("receipt_component")}</dt>
          <dd className="literal">{of.component}</dd>
        </>
      )}
      {of.basis && (
        <>
          <dt>{say("receipt_basis")}</dt>
          <dd className="literal">{of.basis}</dd>
        </>
      )}
    </>
  );
}

function Quotation({ quote, source }: { quote: string | null; source: SourceCard | null }) {
  const { say, to } = useLanguage();
  return (
    <figure className="tight">
      {quote ? (
        <blockquote className="quote" lang="id" cite={source?.url ?? undefined}>
          “{quote}”
        </blockquote>
      ) : (
        <p className="note">{say("receipt_no_quote")}</p>
      )}
      {source && (
        <figcaption>
          <Link to={to(`/sources/${source.id}`)} lang="id">
            {source.title}
          </Link>
          <span className="soft">
            , <span className="literal">{source.publisher}</span>
            {source.date && (
              <>
                , <time>{source.date}</time>
              </>
            )}
          </span>
          {source.url && (
            <>
              {" · "}
              <a href={source.url} rel="noopener external">
                {say("receipt_open_source")}
              </a>
            </>
          )}
        </figcaption>
      )}
    </figure>
  );
}

function Standing({ standing, reason }: { standing: string; reason: string }) {
  const { say, to } = useLanguage();
  return (
    <>
      <dt>{say("receipt_standing")}</dt>
      <dd>
        {standing}
        {reason && <span className="literal">: {reason}</span>}.{" "}
        <Link to={to("/method#claims")}>{say("receipt_rule")}</Link>
      </dd>
    </>
  );
}

/** Notes of the facts are written in English. */
function Note({ text }: { text: string | null }) {
  const { say } = useLanguage();
  if (!text) return null;
  return (
    <>
      <dt>{say("receipt_note")}</dt>
      <dd lang="en">{text}</dd>
    </>
  );
}

function PlaceFact({ place }: { place: { file: string; row: number } | null }) {
  const { say } = useLanguage();
  if (!place) return null;
  return (
    <>
      <dt>{say("receipt_place")}</dt>
      <dd>
        <code>data/facts/{place.file}</code>, <span className="literal">{say("receipt_row", { row: place.row })}</span>
      </dd>
    </>
  );
}

function Others({ claims }: { claims: OtherClaim[] }) {
  const { say, to } = useLanguage();
  if (claims.length === 0) return null;
  return (
    <section className="section stack" aria-labelledby="others">
      <h2 id="others">{say("receipt_others")}</h2>
      <ul className="plain quotes">
        {claims.map((claim) => (
          <li key={claim.id}>
            <div>
              <span className="value">
                <Link className="figure-link" to={to(`/receipts/${claim.id}`)} title={say("receipt_hint")}>
                  {claim.text}
                </Link>
              </span>
              <Marks of={claim.marks} /> <span className="literal">{claim.source}</span>
            </div>
            <p className="small soft literal">
              {claim.standing}
              {claim.reason && `: ${claim.reason}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Readings({ of }: { of: ComputedReceipt["inputs"] }) {
  return (
    <ul className="plain entries">
      {of.map(({ name, reading }) => (
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
  );
}

/** An address that names the release, so that it keeps answering the same; the script adds a button that copies it. */
function Permalink({ href }: { href: string }) {
  const { say } = useLanguage();
  const [whole, setWhole] = useState<string>();
  const [copied, setCopied] = useState(false);
  useEffect(() => setWhole(new URL(href, window.location.href).href), [href]);
  return (
    <>
      <a className="literal" href={href}>
        {whole ?? href}
      </a>{" "}
      {whole && (
        <button
          type="button"
          className="quiet small"
          onClick={() => navigator.clipboard?.writeText(whole).then(() => setCopied(true))}
        >
          {say("receipt_copy")}
        </button>
      )}
      <span aria-live="polite" className="small soft">
        {copied ? ` ${say("receipt_copied")}` : ""}
      </span>
    </>
  );
}
