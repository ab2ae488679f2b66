import { holds } from "../../interpret/predicate.ts";
import type { TagLeaf } from "../../language/ast.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, Predicate, Source } from "../../plan/types.ts";

/**
 * Having a tag, and for how long. The run's own bitmap gives the customers who have it; the history gives since when, as of the instant. A
 * customer who has it in the run but not in the history enters in this run, so the duration is zero.
 */
export function planTag(leaf: TagLeaf, builder: Builder): Formula {
  const has: Formula = { kind: "tag", tag: leaf.tag, values: leaf.values };
  if (leaf.held === null) return has;
  const source: Source = { kind: "membershipHistory", tag: leaf.tag, values: leaf.values };
  const measure = builder.measure(source, { kind: "entered" });
  const predicate: Predicate = { kind: "elapsed", measure, is: leaf.held };
  const held = builder.leaf(source, predicate, false);
  // A duration of zero gives the same answer at every instant.
  if (!holds(predicate, { asOf: 0, timezone: "UTC" }, () => 0)) return { kind: "all", of: [has, held] };
  const before = builder.leaf(source, { kind: "tests", measure, type: "time", tests: [{ op: "isSet", value: true }] }, false);
  return { kind: "all", of: [has, { kind: "any", of: [held, { kind: "not", of: before }] }] };
}
