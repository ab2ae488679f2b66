import type { CustomerFacts } from "../../interpret/facts.ts";
import type { Moment } from "../../interpret/values.ts";
import type { ConsentLeaf } from "../../language/ast.ts";
import { attributeAsOf } from "../attribute/interpret.ts";
import { CONSENT } from "./language.ts";

export function interpretConsent(leaf: ConsentLeaf, facts: CustomerFacts, moment: Moment): boolean {
  return leaf.names.every((name) => attributeAsOf(CONSENT + name, facts, moment) === true);
}
