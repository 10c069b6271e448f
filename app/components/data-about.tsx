import { useContext } from "react";
import type { Principle } from "../.server/data-page.ts";
import { useLanguage } from "../language.ts";
import { NonceContext } from "../nonce.ts";

/** How data meet the principles of Satu Data Indonesia. */
export function Principles({ of }: { of: readonly Principle[] }) {
  const { say } = useLanguage();
  return (
    <section className="section stack" aria-labelledby="principles">
      <div className="tight">
        <h2 id="principles">{say("data_principles")}</h2>
        <p className="soft prose">{say("data_principles_text")}</p>
      </div>
      <dl className="prose tight">
        {of.map(({ name, text }) => (
          <div key={name}>
            <dt>
              <strong>{name}</strong>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What a search engine reads: the same as on the page, by schema.org. */
export function StructuredData({ json }: { json: string }) {
  return (
    <script
      type="application/ld+json"
      nonce={useContext(NonceContext)}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without "<", made by app/.server/data-page.ts
      dangerouslySetInnerHTML={{ __html: json }}
    />
  );
}
