import type { ConsentLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretConsent } from "./interpret.ts";
import { planConsent } from "./plan.ts";

export const consentRun: LeafRun<ConsentLeaf> = {
  plan: planConsent,
  interpret: (leaf, { customer, population, moment }) => interpretConsent(leaf, population.customers[customer]!, moment),
};
