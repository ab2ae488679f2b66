import { fixedLength } from "../../../kernel/index.ts";
import type { SequenceLeaf, SequenceStep, Window } from "../../language/ast.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, Source } from "../../plan/types.ts";

export function planSequence(leaf: SequenceLeaf, builder: Builder): Formula {
  const all = leaf.without ? [...leaf.steps, leaf.without] : leaf.steps;
  const source: Source = { kind: "events", events: [...new Set(all.map(({ event }) => event))].toSorted() };
  // All later steps are after the first one, so the leaf's window also limits them.
  const times = (step: SequenceStep, window: Window) =>
    builder.measure(source, { kind: "times", event: step.event, where: step.where, window });
  const steps = leaf.steps.map((step) => ({ times: times(step, leaf.window), within: step.within ? fixedLength(step.within)! : null }));
  const without = leaf.without && { times: times(leaf.without, leaf.window), within: fixedLength(leaf.without.within)! };
  return builder.leaf(source, { kind: "sequence", steps, without }, false);
}
