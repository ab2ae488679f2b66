import type { EventLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretComparison } from "./interpret.ts";
import { planEvent } from "./plan.ts";

export const eventRun: LeafRun<EventLeaf> = {
  plan: planEvent,
  interpret: (leaf, { customer, population, moment }) => interpretComparison(leaf, leaf.is, population.customers[customer]!, moment),
};
