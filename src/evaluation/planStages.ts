import { leavesOf, tagsOf, type Formula, type Pass, type Plan, type PlannedTag } from "../rules/index.ts";

/** The stages of a run: passes that give leaves, then tags that are composed of them. Each stage needs only results of earlier stages. */
export interface Stage {
  readonly passes: readonly Pass[];
  readonly tags: readonly PlannedTag[];
}

/** Everything that a formula depends on, including the rules that say which customers are ranked. */
export interface Needs {
  readonly leaves: readonly string[];
  readonly tags: readonly string[];
}

/** One statement composes the tags of a stage. A pass that ranks some customers waits until the tags that select them are composed. */
export function stagesOf(plan: Plan): Stage[] {
  const level = new Map<string, number>();
  const after = (tags: readonly string[]) => Math.max(0, ...tags.map((tag) => (level.get(tag) ?? -1) + 1));
  for (const tag of plan.tags) level.set(tag.tag, after(tag.tiers.flatMap(({ formula }) => (formula ? needsOf(formula, plan).tags : []))));
  const stages: { passes: Pass[]; tags: PlannedTag[] }[] = [{ passes: [], tags: [] }];
  const stage = (index: number) => (stages[index] ??= { passes: [], tags: [] });
  for (const tag of plan.tags) if (tag.tiers.length > 0) stage(level.get(tag.tag)!).tags.push(tag);
  for (const pass of plan.passes) stage(after(amongOf(pass.source, plan).tags)).passes.push(pass);
  return Array.from(stages, (one) => one ?? { passes: [], tags: [] });
}

export function needsOf(formula: Formula, plan: Plan): Needs {
  const leaves = leavesOf(formula);
  const inner = leaves.map((id) => amongOf(plan.leaves.find((leaf) => leaf.id === id)!.source, plan));
  return {
    leaves: [...leaves, ...inner.flatMap((needs) => needs.leaves)],
    tags: [...tagsOf(formula), ...inner.flatMap((needs) => needs.tags)],
  };
}

function amongOf(source: Pass["source"], plan: Plan): Needs {
  return source.kind === "ranked" && source.among !== null ? needsOf(source.among, plan) : { leaves: [], tags: [] };
}
