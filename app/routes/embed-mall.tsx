import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mallEmbed } from "#app/.server/embed-page.ts";
import { mallOf } from "#app/.server/malls.ts";
import { missingMall } from "#app/.server/missing.ts";
import { releaseFor } from "#app/.server/release.ts";
import { EmbedView } from "../components/embed-view.tsx";
import { langOf } from "../language.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const lang = langOf(new URL(request.url).pathname);
  const release = await releaseFor(request);
  const code = params.code ?? "";
  const mall = await mallOf(release, code);
  if (!mall) throw await missingMall(release, code, lang);
  return mallEmbed(release, mall, lang);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? "" }];

export default function EmbedMall() {
  return <EmbedView page={useLoaderData<typeof loader>()} />;
}
