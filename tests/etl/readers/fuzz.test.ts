import { expect, test } from "vitest";
import { CONTRACTS } from "#core/contracts/contracts.ts";
import { readDelivery } from "#etl/contracts/delivery.ts";
import { conserved } from "../../support/delivery-case.ts";
import { mutate, seeded, seeds } from "../../support/mutate.ts";
import { officialRegions } from "../../support/regions.ts";

const regions = officialRegions();
const RUNS = Number(process.env.FUZZ_RUNS ?? 3000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_240_102);

test(`${RUNS} damaged files: no crash, nothing lost, and no row outside its contract`, {
  timeout: 600_000,
}, async () => {
  const files = await seeds();
  const limits = { expanded: 50_000_000, cells: 500_000 };
  for (let run = 0; run < RUNS; run++) {
    const random = seeded(SEED + run);
    const file = files[Math.floor(random() * files.length)] as (typeof files)[number];
    const bytes = mutate(file, files, random);
    const said = `${file.name}, FUZZ_SEED=${SEED + run}`;
    const delivery = await readDelivery({ name: "kiriman", bytes }, { regions, limits }).catch((error: unknown) => {
      throw new Error(`crash: ${said}`, { cause: error });
    });
    for (const sheet of delivery.sheets) expect(conserved(sheet), `${said} ${JSON.stringify(sheet)}`).toBe(true);
    const refused = delivery.sheets.reduce((sum, sheet) => sum + sheet.refused, 0);
    expect(refused, said).toBe(delivery.refused.length);
    expect(refused === 0 || delivery.problems.length > 0, said).toBe(true);
    expect(delivery.contract !== null || delivery.problems.length > 0, said).toBe(true);
    if (delivery.contract === null) continue;
    const { row } = CONTRACTS[delivery.contract];
    for (const { values } of delivery.rows) expect(row.safeParse(values).success, said).toBe(true);
  }
});
