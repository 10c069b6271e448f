import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { mallOf } from "#app/.server/malls.ts";
import { missingMall } from "#app/.server/missing.ts";
import { featureName, type Likened, type PeerReason, similarMalls } from "#app/.server/peers.ts";
import { releaseFor } from "#app/.server/release.ts";
import { FEATURES, WEIGHT_MAX } from "#core/peers.ts";
import { parsePeersQuery, serialisePeersQuery } from "#core/peers-query.ts";
import { say } from "#core/words.ts";
import { Downloads } from "../components/downloads.tsx";
import { PinnedRelease } from "../components/pinned-release.tsx";
import { SayWith } from "../components/say-with.tsx";
import { Value } from "../components/value.tsx";
import { langOf, localPath, useLanguage } from "../language.ts";

const CHOICES = Array.from({ length: WEIGHT_MAX + 1 }, (_, weight) => weight);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const release = await releaseFor(request);
  const code = params.code ?? "";
  const mall = await mallOf(release, code);
  if (!mall) throw await missingMall(release, code, lang);
  const { value, problems } = parsePeersQuery(url.searchParams);
  const search = serialisePeersQuery(value);
  // A form without script sends every weight: one address for one list.
  if (problems.length === 0 && [...url.searchParams].length !== [...new URLSearchParams(search)].length) {
    throw redirect(`${localPath(lang, `/malls/${code}/peers`)}${search ? `?${search}` : ""}`);
  }
  const peers = await similarMalls(release, code, lang, value.weights);
  return {
    code,
    name: mall.region_name,
    search,
    problems: problems.map(({ reason, value }) => say(lang, `peers_problem_${reason}`, { value })),
    weights: FEATURES.map((feature) => ({ feature, name: featureName(feature, lang), weight: value.weights[feature] })),
    peers: peers.map(({ mall, reasons, unknown }) => ({
      code: mall.mall_code,
      name: mall.region_name,
      reasons,
      unknown: unknown.join(", "),
    })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  if (!data) return [{ title: say(lang, "error_not_found_title") }];
  return [
    { title: `${say(lang, "peers_title", { name: data.name })} – ${say(lang, "site_name")}` },
    { name: "description", content: say(lang, "peers_description") },
  ];
};

export default function Peers() {
  const page = useLoaderData<typeof loader>();
  const { lang, say, to } = useLanguage();
  const path = `/malls/${page.code}/peers`;
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">
          <Link to={to(`/malls/${page.code}`)}>{page.name}</Link> ›
        </p>
        <h1>{say("peers_title", { name: page.name })}</h1>
        <p className="lead">{say("peers_lead")}</p>
      </header>
      {page.problems.length > 0 && (
        <div className="note literal" role="alert">
          <p>
            <strong>{say("peers_problems")}</strong>
          </p>
          <ul>
            {page.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      {page.peers.length === 0 ? (
        <p className="note">{say("peers_none")}</p>
      ) : (
        <section className="stack" aria-label={say("peers_title", { name: page.name })}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
          <div className="scroll" tabIndex={0}>
            <table className="peers">
              <thead>
                <tr>
                  <th scope="col">{say("peers_column_mall")}</th>
                  <th scope="col">{say("peers_column_reasons")}</th>
                  <th scope="col">{say("peers_column_unknown")}</th>
                </tr>
              </thead>
              <tbody>
                {page.peers.map((peer) => (
                  <tr key={peer.code}>
                    <th scope="row">
                      <Link to={to(`/malls/${peer.code}`)}>{peer.name}</Link>
                    </th>
                    <td>
                      <ul className="reasons">
                        {peer.reasons.map((reason) => (
                          <li key={reason.words}>
                            <Reason of={reason} />
                          </li>
                        ))}
                      </ul>
                      {peer.reasons.length === 0 && <span className="soft">{say("peers_no_reason")}</span>}
                    </td>
                    <td className="soft" data-label={peer.unknown ? say("peers_column_unknown") : undefined}>
                      {peer.unknown}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="small soft prose">{say("peers_values_note", { name: page.name })}</p>
          <p className="row">
            <Link
              className="button"
              to={to(`/compare?m=${[page.code, ...page.peers.map((peer) => peer.code)].join(",")}`)}
            >
              {say("peers_compare")}
            </Link>
            <Link to={to("/method/peers")}>{say("peers_method")}</Link>
          </p>
        </section>
      )}
      <Form key={page.search} action={localPath(lang, path)} className="panel stack" autoComplete="off">
        <PinnedRelease />
        <fieldset>
          <legend>{say("peers_weights")}</legend>
          <div className="rank-form">
            {page.weights.map(({ feature, name, weight }) => (
              <div key={feature} className="field">
                <label htmlFor={`weight-${feature}`}>{name}</label>
                <select id={`weight-${feature}`} name="w" defaultValue={`${feature}:${weight}`}>
                  {CHOICES.map((n) => (
                    <option key={`${feature}:${n}`} value={`${feature}:${n}`}>
                      {n}
                    </option>
                  ))}
                </select>
              </div>
            ))}
          </div>
        </fieldset>
        <button type="submit">{say("peers_submit")}</button>
      </Form>
      <Downloads path={`/peers/${page.code}`} search={page.search} pictures={false} />
    </>
  );
}

/** A reason with what it compares, each figure with the way to its receipt. */
function Reason({ of }: { of: PeerReason }) {
  const [own, other] = of.values;
  return (
    <>
      {of.words}
      {own && (
        <>
          {" ("}
          {other ? (
            <SayWith words="peers_values" places={{ own: <Likeness of={own} />, other: <Likeness of={other} /> }} />
          ) : (
            <Likeness of={own} />
          )}
          )
        </>
      )}
    </>
  );
}

function Likeness({ of: { id, text } }: { of: Likened }) {
  return id ? <Value of={{ id, text }} /> : <span>{text}</span>;
}
