import type { Instant } from "../../../kernel/index.ts";
import type { CustomerFacts } from "../../interpret/facts.ts";
import { elapsed, type Moment } from "../../interpret/values.ts";
import type { TagLeaf } from "../../language/ast.ts";

/** `answer`: the present answer of the tag for the customer: true or false, or the value of a tiered tag. */
export function interpretTag(leaf: TagLeaf, answer: unknown, facts: CustomerFacts, moment: Moment): boolean {
  const has = leaf.values === null ? answer !== false && answer !== null : typeof answer === "string" && leaf.values.includes(answer);
  if (!has || leaf.held === null) return has;
  return elapsed(leaf.held, heldSince(leaf, facts, moment) ?? moment.asOf, moment);
}

/**
 * Replays the history: since when the customer has had one of the values without a break; undefined when the customer has none at the
 * instant.
 */
export function heldSince(leaf: Pick<TagLeaf, "tag" | "values">, facts: CustomerFacts, moment: Moment): Instant | undefined {
  const moves = (facts.memberships ?? [])
    .filter(({ tag, value, at }) => tag === leaf.tag && at <= moment.asOf && (leaf.values === null || leaf.values.includes(value)))
    // When one evaluation removes and adds values at the same instant, there is no break.
    .toSorted((a, b) => a.at - b.at || (a.evaluation ?? 0) - (b.evaluation ?? 0) || Number(b.entered) - Number(a.entered));
  const had = new Set<string>();
  let since: Instant | undefined;
  for (const { value, at, entered } of moves) {
    if (entered) {
      if (had.size === 0) since = at;
      had.add(value);
    } else had.delete(value);
    if (had.size === 0) since = undefined;
  }
  return since;
}
