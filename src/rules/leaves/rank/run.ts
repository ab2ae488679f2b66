import type { RankLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretRank } from "./interpret.ts";
import { planRank } from "./plan.ts";

export const rankRun: LeafRun<RankLeaf> = {
  plan: planRank,
  interpret(leaf, { customer, population, moment, holds }) {
    const { among } = leaf;
    const ranked = population.customers.filter((_, other) => among === null || holds(among, other));
    return interpretRank(leaf, population.customers[customer]!, ranked, moment);
  },
};
