import { fixedLength, type Instant } from "../../../kernel/index.ts";
import type { CustomerFacts } from "../../interpret/facts.ts";
import type { Moment } from "../../interpret/values.ts";
import type { SequenceLeaf, SequenceStep } from "../../language/ast.ts";
import { inWindow, matches } from "../event/interpret.ts";

/** Walks every chain of events. It is simple on purpose: tests compare the faster SQL with it. */
export function interpretSequence(leaf: SequenceLeaf, facts: CustomerFacts, moment: Moment): boolean {
  const timesOf = (step: SequenceStep) =>
    facts.events
      .filter((event) => event.event === step.event && event.time <= moment.asOf && matches(event, step.where, moment))
      .map((event) => event.time);
  const ends = (index: number, after: Instant): Instant[] => {
    if (index === leaf.steps.length) return [after];
    const step = leaf.steps[index]!;
    const limit = step.within ? fixedLength(step.within)! : Infinity;
    return timesOf(step)
      .filter((time) => (index === 0 ? inWindow(time, leaf.window, moment) : time > after && time - after <= limit))
      .flatMap((time) => ends(index + 1, time));
  };
  const reached = ends(0, 0);
  const { without } = leaf;
  if (!without) return reached.length > 0;
  const length = fixedLength(without.within)!;
  return reached.some((end) => end + length <= moment.asOf && !timesOf(without).some((time) => time > end && time <= end + length));
}
