import { tagKind } from "../kernel/index.ts";
import { holds, type Builder, type Columns, type Formula, type Moment, type PlannedTag } from "../rules/index.ts";
import type { TagSet } from "../tags/index.ts";
import { overriddenAnswer, type Answer, type Override } from "../membership/index.ts";

/** The answers of the tags of a plan for one customer, in the plan's order: by their rules, with overrides applied. */
export function answersOf(
  planned: readonly PlannedTag[],
  set: Pick<TagSet, "tags">,
  builder: Builder,
  columns: Columns,
  moment: Moment,
  overrides: ReadonlyMap<number, Override>,
  isMember: (code: string) => boolean,
): { ruled: Map<string, Answer>; answers: Map<string, Answer> } {
  const ruled = new Map<string, Answer>();
  // Tags that name an overridden tag see the override.
  const answers = new Map<string, Answer>();
  const say = (code: string, answer: Answer): void => {
    ruled.set(code, answer);
    answers.set(code, overriddenAnswer(answer, overrides.get(set.tags.get(code)?.id ?? 0)));
  };
  const leaves = new Map(builder.leaves.map((leaf) => [leaf.id, leaf]));
  const truth = (formula: Formula) => isTrue(formula, (id) => holds(leaves.get(id)!.predicate, moment, columns), answers);
  for (const { tag, tiers } of planned) {
    const kind = set.tags.get(tag)?.kind;
    if (kind && tagKind(kind).isAssigned) say(tag, isMember(tag));
    else if (kind && tagKind(kind).hasTiers) say(tag, tiers.find(({ formula }) => formula === null || truth(formula))?.value ?? null);
    else if (tiers[0]?.formula) say(tag, truth(tiers[0].formula));
  }
  return { ruled, answers };
}

/** Evaluates a formula for one customer. */
export function isTrue(formula: Formula, leafHolds: (leaf: string) => boolean, answers: ReadonlyMap<string, Answer>): boolean {
  const truth = (part: Formula) => isTrue(part, leafHolds, answers);
  switch (formula.kind) {
    case "leaf":
      return leafHolds(formula.leaf);
    case "tag": {
      const answer = answers.get(formula.tag) ?? null;
      if (formula.values === null) return answer !== null && answer !== false;
      return typeof answer === "string" && formula.values.includes(answer);
    }
    case "not":
      return !truth(formula.of);
    case "all":
      return formula.of.every(truth);
    case "any":
      return formula.of.some(truth);
  }
}
