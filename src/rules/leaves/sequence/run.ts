import type { SequenceLeaf } from "../../language/ast.ts";
import type { LeafRun } from "../leafRun.ts";
import { interpretSequence } from "./interpret.ts";
import { planSequence } from "./plan.ts";

export const sequenceRun: LeafRun<SequenceLeaf> = {
  plan: planSequence,
  interpret: (leaf, { customer, population, moment }) => interpretSequence(leaf, population.customers[customer]!, moment),
};
