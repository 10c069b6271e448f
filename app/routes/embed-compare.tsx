import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readQuery } from "#app/.server/comparison.ts";
import { compareEmbed } from "#app/.server/embed-page.ts";
import { releaseFor } from "#app/.server/release.ts";
import { EmbedView } from "../components/embed-view.tsx";
import { langOf } from "../language.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const release = await releaseFor(request);
  const { value } = await readQuery(release, searchParams);
  return compareEmbed(release, value, langOf(pathname));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? "" }];

export default function EmbedCompare() {
  return <EmbedView page={useLoaderData<typeof loader>()} />;
}
