import type { TagLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretTag } from "./interpret.ts";
import { planTag } from "./plan.ts";

export const tagRun: LeafRun<TagLeaf> = {
  plan: planTag,
  interpret: (leaf, { customer, population, moment }) =>
    interpretTag(leaf, population.answer(leaf.tag, customer), population.customers[customer]!, moment),
};
