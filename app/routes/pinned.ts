import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { releaseFor } from "#app/.server/release.ts";
import { langOf, localPath } from "../language.ts";

/** `/releases/ID/compare.csv?m=63.72` is `/compare.csv?m=63.72&release=ID`: a path that names a release, for good. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { pathname, origin, searchParams } = new URL(request.url);
  searchParams.set("release", params.release ?? "");
  const target = `${localPath(langOf(pathname), `/${params["*"] ?? ""}`)}?${searchParams.toString().replaceAll("%2C", ",")}`;
  await releaseFor(new Request(`${origin}${target}`));
  return redirect(target, {
    status: 308,
    headers: { "Cache-Control": "public, max-age=31536000, immutable", "Access-Control-Allow-Origin": "*" },
  });
}
