import { coverage } from "./coverage.ts";
import type { DataSet } from "./data-set.ts";
import { events } from "./events.ts";
import { ikm } from "./ikm.ts";
import { indicators } from "./indicators.ts";
import { investment } from "./investment.ts";
import { malls } from "./malls.ts";
import { observations } from "./observations.ts";
import { panel } from "./panel.ts";
import { quarantine } from "./quarantine.ts";
import { regions } from "./regions.ts";
import { services } from "./services.ts";
import { sources } from "./sources.ts";
import { visits } from "./visits.ts";

/** Every whole data set, in the order of the catalogue. A new one is a file of its own and a line here. */
export const DATA_SETS: readonly DataSet[] = [
  observations,
  panel,
  malls,
  events,
  visits,
  services,
  ikm,
  investment,
  regions,
  indicators,
  sources,
  coverage,
  quarantine,
];

/** The data set of a name, or nothing. */
export function dataSetOf(name: string): DataSet | undefined {
  return DATA_SETS.find((one) => one.name === name);
}
