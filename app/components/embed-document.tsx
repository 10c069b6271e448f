import { Links, Meta, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { TELL_HEIGHT } from "#core/embed.ts";
import { useLanguage } from "../language.ts";
import { NonceContext } from "../nonce.ts";
import type { loader } from "../root.tsx";

/** The document of a view in a frame: no menu, no application, and every link opens beside the page around it. */
export function EmbedDocument({ children }: { children: ReactNode }) {
  const { lang, say } = useLanguage();
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <base target="_blank" />
        <Meta />
        <Links />
      </head>
      <body className="embed">
        {data?.kind === "synthetic" && <div className="banner">{say("banner_synthetic")}</div>}
        <main>{children}</main>
        <script
          nonce={useContext(NonceContext)}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, without anything of the request
          dangerouslySetInnerHTML={{ __html: TELL_HEIGHT }}
        />
      </body>
    </html>
  );
}
