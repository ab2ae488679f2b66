import type { CycleLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretCycle } from "./interpret.ts";
import { planCycle } from "./plan.ts";

export const cycleRun: LeafRun<CycleLeaf> = {
  plan: planCycle,
  interpret: (leaf, { customer, population, moment }) =>
    interpretCycle(leaf, population.customers[customer]!, population.customers, moment),
};
