import type { CustomerFacts } from "../../interpret/facts.ts";
import { passes, type Moment, type Seen } from "../../interpret/values.ts";
import type { AttributeLeaf } from "../../language/ast.ts";

/** The value whose time is the latest not after asOf; of two with one time, the one that arrived last. */
export function attributeAsOf(attribute: string, facts: CustomerFacts, moment: Moment): Seen | undefined {
  const history = facts.attributes.filter((entry) => entry.attribute === attribute && entry.at <= moment.asOf);
  if (history.length === 0) return undefined;
  return history.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.received > a.received) ? b : a)).value;
}

export function interpretAttribute(leaf: AttributeLeaf, facts: CustomerFacts, moment: Moment): boolean {
  const value = attributeAsOf(leaf.attribute, facts, moment);
  return leaf.tests.every((test) => passes(test, leaf.type, value, moment));
}
