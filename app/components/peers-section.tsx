import { Link } from "@remix-run/react";
import type { PeerSection, PeerView } from "../.server/mall-peers.ts";
import { useLanguage } from "../language.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { Value } from "./value.tsx";

/** A mall among the malls most like it. */
export function PeersSection({ peers, code }: { peers: PeerSection; code: string }) {
  const { say, to } = useLanguage();
  return (
    <section className="stack" aria-labelledby="peers">
      <h2 id="peers">{say("mall_peers_title")}</h2>
      <p className="soft prose">{say("mall_peers_text")}</p>
      {peers.views.length === 0 && <p>{say("peers_few")}</p>}
      {peers.views.map((view) => (
        <ChartFigure
          key={view.code}
          title={view.title}
          alternative={view.alternative}
          drawing={view.drawing}
          caption={view.notes.join(" ")}
        >
          <PeersTable view={view} />
        </ChartFigure>
      ))}
      <p className="row no-print">
        <Link to={to(`/malls/${code}/peers`)}>{say("peers_how")}</Link>
        <Link to={to(peers.compare)}>{say("peers_compare")}</Link>
      </p>
    </section>
  );
}

function PeersTable({ view }: { view: PeerView }) {
  const { say, to } = useLanguage();
  const judged = view.rows.some((row) => row.verdict);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say("peers_mall")}</th>
          <th scope="col" className="number">
            {say("column_value")}
          </th>
          <th scope="col">{say("column_period")}</th>
          {judged && <th scope="col">{say("peers_verdict")}</th>}
        </tr>
      </thead>
      <tbody>
        {view.rows.map(({ mall, own, reading, verdict }) => (
          <tr key={mall.code}>
            <th scope="row">{own ? mall.name : <Link to={to(`/malls/${mall.code}`)}>{mall.name}</Link>}</th>
            <td className="number">
              <Value of={reading} />
            </td>
            <td>{reading.period}</td>
            {judged && <td>{own ? say("peers_own") : verdict}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
