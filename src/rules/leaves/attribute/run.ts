import type { AttributeLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretAttribute } from "./interpret.ts";
import { planAttribute } from "./plan.ts";

export const attributeRun: LeafRun<AttributeLeaf> = {
  plan: planAttribute,
  interpret: (leaf, { customer, population, moment }) => interpretAttribute(leaf, population.customers[customer]!, moment),
};
