import { problem } from "../../kernel/index.ts";
import { conditionsOf, dependenciesOf, measureOf, otherwiseOf, type Rule, type TagRule } from "../language/index.ts";
import { planMetric } from "../leaves/event/plan.ts";
import { runOfLeaf } from "../leaves/runs.ts";
import { planBuilder, type Builder } from "./builder.ts";
import type { Formula, Pass, Plan, PlannedTag, Source } from "./types.ts";

/** Plans tags together: each distinct measure is one column of one pass. Names of the builder are valid for the plan. @throws TAG_CYCLE */
export function planTags(tags: ReadonlyMap<string, TagRule>, builder: Builder = planBuilder()): Plan {
  const planned = evaluationOrder(tags).map((code) => planDefinition(code, tags.get(code)!, builder));
  const metrics = planned.flatMap((tag) => (tag.metric ? [tag.metric] : []));
  const passes = new Map<string, Pass>();
  for (const { source } of builder.measures) {
    const key = sourceKey(source);
    if (passes.has(key)) continue;
    passes.set(key, {
      source,
      measures: builder.measures.filter((measure) => sourceKey(measure.source) === key),
      leaves: builder.leaves.filter((leaf) => sourceKey(leaf.source) === key),
      metrics: metrics.filter((metric) => sourceKey(metric.source) === key),
    });
  }
  return { passes: [...passes.values()], leaves: builder.leaves, tags: planned };
}

export function sourceKey(source: Source): string {
  switch (source.kind) {
    case "event":
      return source.since === null ? `event:${source.event}` : `event:${source.event} since ${JSON.stringify(source.since)}`;
    case "events":
      return `events:${JSON.stringify(source.events)}`;
    case "attribute":
      return `attribute:${source.attribute}`;
    case "membershipHistory":
    case "ranked":
    case "cycle":
      return `${source.kind}:${JSON.stringify(source)}`;
  }
}

/** Whether the plan compares customers with each other. Then no part of it can be computed for some customers alone. */
export function needsEverybody(plan: Plan): boolean {
  return plan.passes.some(({ source }) => source.kind === "ranked" || source.kind === "cycle");
}

function planDefinition(tag: string, rule: TagRule, builder: Builder): PlannedTag {
  const measured = measureOf(rule);
  const otherwise = otherwiseOf(rule);
  const tiers = conditionsOf(rule).map(({ value, rule: condition }) => ({ value: value ?? "", formula: planRule(condition, builder) }));
  return {
    tag,
    tiers: otherwise === null ? tiers : [...tiers, { value: otherwise, formula: null }],
    metric: measured && planMetric(tag, measured, builder),
  };
}

export function planRule(rule: Rule, builder: Builder): Formula {
  switch (rule.kind) {
    case "all":
    case "any":
      return { kind: rule.kind, of: rule.of.map((part) => planRule(part, builder)) };
    case "not":
      return { kind: "not", of: planRule(rule.of, builder) };
    default:
      return runOfLeaf(rule).plan(rule, builder, (inner) => planRule(inner, builder));
  }
}

/** Sorts tags after those they name. @throws TAG_CYCLE with the path of the first cycle, including its segments */
export function evaluationOrder(tags: ReadonlyMap<string, TagRule>): string[] {
  const order: string[] = [];
  const done = new Set<string>();
  const visit = (code: string, path: readonly string[]): void => {
    if (done.has(code)) return;
    const start = path.indexOf(code);
    if (start >= 0) throw problem("TAG_CYCLE", { path: [...path.slice(start), code] });
    const rule = tags.get(code);
    if (!rule) return;
    for (const dependency of dependenciesOf(rule)) {
      if (dependency.kind !== "tag") continue;
      // In the path a segment has a name that no code can have.
      visit(dependency.tag, dependency.through === undefined ? [...path, code] : [...path, code, `「${dependency.through}」`]);
    }
    done.add(code);
    order.push(code);
  };
  for (const code of tags.keys()) visit(code, []);
  return order;
}
