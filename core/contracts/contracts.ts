import type { Contract, ContractName } from "./contract.ts";
import { investment } from "./investment.ts";
import { population } from "./population.ts";
import { services } from "./services.ts";
import { skmRecap } from "./skm-recap.ts";
import { skmResponses } from "./skm-responses.ts";
import { visits } from "./visits.ts";

/** Every contract an office can hand in, by name. A contract is added by one file and one line here. */
export const CONTRACTS: Readonly<Record<ContractName, Contract>> = {
  visits,
  services,
  "skm-recap": skmRecap,
  "skm-responses": skmResponses,
  investment,
  population,
};
