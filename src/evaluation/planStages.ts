import { leavesOf, tagsOf, type Formula, type Pass, type Plan, type PlannedTag } from "../rules/index.ts";

/** What a run does one after another: passes whose leaves, then tags whose bitmaps, need only what the stages before made. */
export interface Stage {
  readonly passes: readonly Pass[];
  readonly tags: readonly PlannedTag[];
}

/** What a formula stands on, through everything that says who is ranked. */
export interface Needs {
  readonly leaves: readonly string[];
  readonly tags: readonly string[];
}

/** One statement makes the tags of a stage. A pass that ranks some customers waits until the tags that say whom are made. */
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
