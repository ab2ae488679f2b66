import type { TrendLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretTrend } from "./interpret.ts";
import { planTrend } from "./plan.ts";

export const trendRun: LeafRun<TrendLeaf> = {
  plan: planTrend,
  interpret: (leaf, { customer, population, moment }) => interpretTrend(leaf, population.customers[customer]!, moment),
};
