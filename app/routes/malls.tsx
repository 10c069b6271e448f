import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { countAt, countsOf } from "#app/.server/counts.ts";
import { mallList, provinceOf } from "#app/.server/mall-list.ts";
import { type MallInRegion, malls, regions } from "#app/.server/malls.ts";
import { releaseFor } from "#app/.server/release.ts";
import type { Search } from "#app/.server/search.ts";
import { formatDate } from "#core/format.ts";
import type { Region } from "#core/region.ts";
import { MALL_STATES } from "#core/tables.ts";
import { type Lang, say } from "#core/words.ts";
import { Downloads } from "../components/downloads.tsx";
import { PinnedRelease } from "../components/pinned-release.tsx";
import { Value } from "../components/value.tsx";
import { langOf, localPath, useLanguage } from "../language.ts";

type Entry = { code: string; name: string; state: MallInRegion["state"] | null; since: string; path: string | null };

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const release = await releaseFor(request);
  const [allMalls, allRegions, counts] = await Promise.all([
    malls(release),
    regions(release),
    countsOf(release, "malls", lang),
  ]);
  const { q, province, state, problems, search, fits, listed } = await mallList(release, searchParams, lang);
  const provinces = allRegions.filter((region) => region.kind === "province");
  const found = search && resultsOf(search, allMalls, fits, lang);
  const key = [province, state].filter(Boolean).join(".");
  return {
    q,
    province: province ?? "",
    state: state ?? "",
    states: [...MALL_STATES],
    problems,
    found,
    count: countAt(counts, "malls", key, lang),
    provinces: provinces.map((p) => ({ code: p.region_code, name: p.name })),
    groups:
      found && !found.province
        ? []
        : provinces.flatMap((p) => {
            const entries = listed.filter((mall) => mall.province_code === p.region_code);
            if (entries.length === 0) return [];
            const group = [p.region_code, state].filter(Boolean).join(".");
            return [
              {
                code: p.region_code,
                name: p.name,
                count: countAt(counts, "malls", group, lang),
                entries: entries.map((mall) => entryOf(mall, lang)),
              },
            ];
          }),
  };
}

type Found = { outcome: Search["outcome"]; province: string | null; exact: Entry[]; more: Entry[] };

/** The regions a search led to, each with its mall or the word that none is known. */
function resultsOf(search: Search, allMalls: MallInRegion[], fits: (mall: MallInRegion) => boolean, lang: Lang): Found {
  const byRegion = new Map(allMalls.map((mall) => [mall.region_code, mall]));
  const entries = (found: Region[]): Entry[] =>
    found.flatMap((region): Entry[] => {
      const mall = byRegion.get(region.region_code);
      if (mall) return fits(mall) ? [entryOf(mall, lang)] : [];
      if (region.kind === "country") return [];
      const path = region.kind === "province" ? `/malls?province=${region.region_code}` : null;
      return [{ code: region.region_code, name: region.name, state: null, since: "", path }];
    });
  const province = provinceOf(search);
  return {
    outcome: search.outcome,
    province,
    exact: province ? [] : entries(search.exact),
    more: province ? [] : entries(search.more),
  };
}

function entryOf(mall: MallInRegion, lang: Lang): Entry {
  const { first_service_on: on, first_service_precision: precision } = mall;
  return {
    code: mall.mall_code,
    name: mall.region_name,
    state: mall.state,
    since: on && precision ? sinceWords(formatDate(on, precision, lang), precision, lang) : "",
    path: `/malls/${mall.mall_code}`,
  };
}

/** "No later than" already says on which side of the date the first service lies. */
function sinceWords(date: string, precision: string, lang: Lang): string {
  return say(lang, precision === "by" ? "malls_serving" : "malls_since", { date });
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langOf(location.pathname);
  const title = data?.q ? say(lang, "malls_search_title", { q: data.q }) : say(lang, "malls_title");
  return [{ title: `${title} – ${say(lang, "site_name")}` }, { name: "description", content: say(lang, "malls_text") }];
};

export default function Malls() {
  const { q, province, state, states, problems, found, count, provinces, groups } = useLoaderData<typeof loader>();
  const { lang, say, to } = useLanguage();
  const filtered = q !== "" || province !== "" || state !== "";
  return (
    <>
      <header className="tight">
        <h1>{say("malls_title")}</h1>
        <p className="soft prose">{say("malls_text")}</p>
      </header>

      <Form action={localPath(lang, "/malls")} className="panel filter" role="search">
        <div className="field">
          <label htmlFor="q">{say("malls_name_or_code")}</label>
          <input id="q" type="search" name="q" defaultValue={q} key={q} placeholder={say("search_placeholder")} />
        </div>
        <div className="field">
          <label htmlFor="province">{say("home_province")}</label>
          <select id="province" name="province" defaultValue={province} key={province}>
            <option value="">{say("malls_all_provinces")}</option>
            {provinces.map((p) => (
              <option key={p.code} value={p.code}>
                {p.name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="state">{say("malls_state")}</label>
          <select id="state" name="state" defaultValue={state} key={state}>
            <option value="">{say("malls_all_states")}</option>
            {states.map((s) => (
              <option key={s} value={s}>
                {say(`state_${s}`)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{say("malls_show")}</button>
        {filtered && <Link to={to("/malls")}>{say("malls_clear")}</Link>}
        <PinnedRelease />
      </Form>

      {problems.map((problem) => (
        <p key={problem} className="note">
          {problem}
        </p>
      ))}

      {found && !found.province && (
        <section className="stack" aria-labelledby="found">
          <h2 id="found">{say(`malls_outcome_${found.outcome}`, { q })}</h2>
          {found.exact.length > 0 && <Entries of={found.exact} />}
          {found.more.length > 0 && (
            <>
              {found.exact.length > 0 && <h3>{say("malls_more")}</h3>}
              <Entries of={found.more} />
            </>
          )}
          {[...found.exact, ...found.more].some((entry) => entry.state === null) && (
            <p className="small soft prose">{say("malls_none_is_no_proof")}</p>
          )}
          {found.exact.length + found.more.length === 0 && <p>{say("malls_nothing")}</p>}
        </section>
      )}

      {groups.length > 0 && !found && (
        <p>
          <Value of={count} /> {say(filtered ? "malls_counted_filtered" : "malls_counted")}
        </p>
      )}
      {groups.length === 0 && !found && <p>{say("malls_nothing")}</p>}
      {groups.map((group) => (
        <section key={group.code} className="tight" aria-labelledby={`p${group.code}`}>
          <h2 id={`p${group.code}`} className="group-head">
            {group.name} <span className="soft">(</span>
            <Value of={group.count} />
            <span className="soft">)</span>
          </h2>
          <Entries of={group.entries} />
        </section>
      ))}
      <Downloads pictures={false} />
    </>
  );
}

function Entries({ of }: { of: Entry[] }) {
  const { say, to } = useLanguage();
  return (
    <ul className="plain entries two">
      {of.map((entry) => (
        <li key={entry.code}>
          <span>
            {entry.path ? <Link to={to(entry.path)}>{entry.name}</Link> : <strong>{entry.name}</strong>}{" "}
            <code className="small soft">{entry.code}</code>
          </span>
          <span className="small">
            {entry.state ? (
              <>
                <span className={entry.state === "open" || entry.state === "inaugurated" ? "chip good" : "chip warn"}>
                  {say(`state_${entry.state}`)}
                </span>{" "}
                <time>{entry.since}</time>
              </>
            ) : (
              <span className="soft">{say(entry.path ? "malls_province" : "malls_none_known")}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
