import type { LoaderFunctionArgs } from "@remix-run/node";
import { coverageProblemWords } from "#app/.server/coverage-page.ts";
import {
  CORRECTION_FIELDS,
  COVERAGE_FIELDS,
  correctionTable,
  coverageTable,
  DELIVERY_FIELDS,
  deliveryTable,
  INTAKE_FIELDS,
  intakeTable,
  QUARANTINE_FIELDS,
  quarantineTable,
  readCoverageQuery,
  serialiseCoverage,
} from "#app/.server/coverage-table.ts";
import { refusal } from "#app/.server/extract/formats.ts";
import { extractResponse } from "#app/.server/extract/response.ts";
import { releaseFor } from "#app/.server/release.ts";
import { langOf } from "../language.ts";

/**
 * Coverage, rows held back, corrections, files handed in, or what became of their rows, as a file. A filter that the page reports and leaves out stops a file: a
 * program would not notice that it holds more than was asked for.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const lang = langOf(pathname);
  const release = await releaseFor(request);
  const { query, problems } = await readCoverageQuery(release, searchParams);
  if (problems.length > 0) {
    return refusal(400, ...problems.map((problem) => coverageProblemWords(problem, lang)));
  }
  if (/\/quarantine\./.test(pathname)) {
    return extractResponse(request, {
      release: release.id,
      canonical: serialiseCoverage({ ...query, indicator: null, year: null }),
      fields: QUARANTINE_FIELDS,
      table: () => quarantineTable(release, query, lang),
    });
  }
  if (/\/corrections\./.test(pathname)) {
    return extractResponse(request, {
      release: release.id,
      canonical: "",
      fields: CORRECTION_FIELDS,
      table: () => correctionTable(release, lang),
    });
  }
  if (/\/deliveries\./.test(pathname)) {
    return extractResponse(request, {
      release: release.id,
      canonical: serialiseCoverage({ ...query, indicator: null, year: null }),
      fields: DELIVERY_FIELDS,
      table: () => deliveryTable(release, query, lang),
    });
  }
  if (/\/intake\./.test(pathname)) {
    return extractResponse(request, {
      release: release.id,
      canonical: "",
      fields: INTAKE_FIELDS,
      table: () => intakeTable(release, lang),
    });
  }
  return extractResponse(request, {
    release: release.id,
    canonical: serialiseCoverage(query),
    fields: COVERAGE_FIELDS,
    table: () => coverageTable(release, query, lang),
  });
}
