import { Link } from "@remix-run/react";
import type { RegionReceipt } from "../.server/region-number.ts";
import { useLanguage } from "../language.ts";
import { Value } from "./value.tsx";

/** The receipt of a number of several malls: how it was made, and every mall behind it with its figures. */
export function RegionFacts({ of }: { of: RegionReceipt }) {
  const { say, to } = useLanguage();
  return (
    <>
      <header className="tight">
        <p className="breadcrumb">{say("receipt_title")}</p>
        <h1 className="value">{of.value}</h1>
        <p className="lead literal">{[of.what, ...of.scope].join(" · ")}</p>
      </header>
      <p className="prose">
        {of.how} <Link to={to("/method/regions")}>{say("regions_how_method")}</Link>
      </p>
      <p className="row">
        <Link className="button quiet" to={to(of.page)}>
          {say("regions_receipt_page")}
        </Link>
        <Link to={to(`/indicators/${of.indicator}`)}>{say("receipt_definition")}</Link>
      </p>
      {of.malls.length > 0 && (
        <section className="section stack" aria-labelledby="behind">
          <h2 id="behind">{say("regions_receipt_list")}</h2>
          <ul className="plain entries">
            {of.malls.map((mall) => (
              <li key={mall.code}>
                <Link to={to(`/malls/${mall.code}`)}>{mall.name}</Link>
                <span>
                  {mall.figures.map(({ label, reading }, at) => (
                    <span key={reading.id}>
                      {at > 0 && "; "}
                      <span className="soft literal">{label}:</span> <Value of={reading} />
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
