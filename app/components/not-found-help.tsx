import { Form, Link } from "@remix-run/react";
import { localPath, useLanguage } from "../language.ts";

/** What was asked for and is not there, with what the reader may have meant. */
export type NotFound = { message: string; near?: { path: string; name: string }[] };

/** Says what is missing, offers near names, and a search. */
export function NotFoundHelp({ about }: { about: NotFound }) {
  const { lang, say, to } = useLanguage();
  return (
    <div className="stack">
      <p className="lead">{about.message || say("error_not_found_text")}</p>
      {about.near && about.near.length > 0 && (
        <ul className="plain tight">
          {about.near.map((item) => (
            <li key={item.path}>
              <Link to={to(item.path)}>{item.name}</Link>
            </li>
          ))}
        </ul>
      )}
      <Form action={localPath(lang, "/malls")} className="row" role="search">
        <label htmlFor="find">{say("error_search_label")}</label>
        <input id="find" type="search" name="q" style={{ maxWidth: "22rem" }} />
        <button type="submit">{say("search_button")}</button>
      </Form>
    </div>
  );
}
