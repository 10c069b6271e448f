import fs from "node:fs";
import { seededRandom } from "#core/impact/random.ts";
import type { SimulationOptions } from "#core/impact/simulation.ts";
import { replaceFile } from "#etl/durable.ts";
import type { Folders } from "#etl/folders.ts";
import { readRegionList } from "#etl/inputs.ts";
import { takeLock } from "#etl/lock.ts";
import { ReleaseError } from "#etl/problem.ts";
import type { Progress } from "#etl/progress.ts";
import { readRegions } from "#etl/regions.ts";
import { drawCountry } from "#etl/synthetic/country.ts";
import { type SyntheticScale, writeDeliveries } from "#etl/synthetic/deliveries.ts";
import { writeFacts } from "#etl/synthetic/facts.ts";

export const SCALES = {
  /** Well under a million rows of services, by the month. */
  small: { services: 60, daily: false },
  /** About a hundred million, by the working day. */
  national: { services: 400, daily: true },
} as const satisfies Record<string, SyntheticScale>;

export interface SyntheticOptions {
  folders: Folders;
  seed: number;
  scale: SyntheticScale;
  /** True effect of a mall on investment in the made-up country. */
  effect: SimulationOptions["effect"];
  clock: () => Date;
  progress: Progress;
}

/**
 * Fills a data folder with a made-up country: facts and deliveries, from which the ordinary build makes a release that
 * is marked synthetic. The same seed gives the same rows. Throws a ReleaseError where the folder holds real facts.
 */
export async function generateSynthetic(options: SyntheticOptions): Promise<void> {
  const { folders, seed, scale, effect, clock, progress } = options;
  if (!fs.existsSync(folders.synthetic) && (fs.existsSync(folders.facts) || fs.existsSync(folders.deliveries))) {
    throw new ReleaseError({
      id: `${folders.root} berisi data yang sebenarnya; data sintetis tidak boleh bercampur. Sebutkan folder lain dengan --data.`,
      en: `${folders.root} holds real data, which must not be mixed with synthetic data. Name another folder with --data.`,
    });
  }
  const unlock = takeLock(folders.build, clock);
  try {
    // The mark comes first: whatever happens afterwards, the folder is never taken for a real one.
    replaceFile(folders.synthetic, `${JSON.stringify({ seed, effect, ...scale }, null, 1)}\n`);
    for (const folder of [folders.facts, folders.deliveries]) fs.rmSync(folder, { recursive: true, force: true });
    progress.step({ id: "membuat negeri sintetis", en: "making up a country" });
    const country = drawCountry(readRegions(readRegionList()), seed, effect);
    writeFacts(folders.facts, country, seed, seededRandom(seed + 1));
    progress.step({ id: "membuat kiriman sintetis", en: "making up deliveries" });
    await writeDeliveries(folders, country, scale, seed, seededRandom(seed + 2));
  } finally {
    unlock();
    progress.end();
  }
}
