import type { MetricLeaf } from "../../language/ast.ts";
import { interpretComparison } from "../event/interpret.ts";
import { planComparison } from "../event/plan.ts";
import type { LeafRun } from "../leafRun.ts";

export const metricRun: LeafRun<MetricLeaf> = {
  plan: (leaf, builder) => planComparison(leaf.value, leaf.is, builder),
  interpret: (leaf, { customer, population, moment }) => interpretComparison(leaf.value, leaf.is, population.customers[customer]!, moment),
};
