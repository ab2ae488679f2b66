import type { CustomerFacts } from "../../interpret/facts.ts";
import { passes } from "../../interpret/passes.ts";
import { orderOfTexts, type Moment, type Seen } from "../../interpret/values.ts";
import type { AttributeLeaf } from "../../language/ast.ts";

/** The value with the latest time that is not after asOf; with equal times, the greatest value. The order of arrival plays no role. */
export function attributeAsOf(attribute: string, facts: CustomerFacts, moment: Moment): Seen | undefined {
  const history = facts.attributes.filter((entry) => entry.attribute === attribute && entry.at <= moment.asOf);
  if (history.length === 0) return undefined;
  return history.reduce((a, b) => (b.at > a.at || (b.at === a.at && order(a.value, b.value) < 0) ? b : a)).value;
}

/** The order of values with the same time: cleared first, then by size; for yes and no, no is greater. */
function order(a: Seen | undefined, b: Seen | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === "boolean") return Number(b) - Number(a);
  if (typeof a === "string") return orderOfTexts(a, b as string);
  if (Array.isArray(a)) return orderOfLists(a as readonly string[], b as readonly string[]);
  return a < b ? -1 : Number(a > b);
}

function orderOfLists(a: readonly string[], b: readonly string[]): number {
  const place = a.findIndex((text, index) => index >= b.length || text !== b[index]);
  if (place < 0) return a.length - b.length;
  return place >= b.length ? 1 : orderOfTexts(a[place]!, b[place]!);
}

export function interpretAttribute(leaf: AttributeLeaf, facts: CustomerFacts, moment: Moment): boolean {
  const value = attributeAsOf(leaf.attribute, facts, moment);
  return leaf.tests.every((test) => passes(test, leaf.type, value, moment));
}
