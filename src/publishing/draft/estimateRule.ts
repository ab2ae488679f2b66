import { readCatalogue } from "../../catalogue/index.ts";
import type { RuleEstimate } from "../../contract/index.ts";
import { literal, type Verb, sql } from "../../engine/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";
import { needsEverybody, planTags } from "../../rules/index.ts";
import { findTag, readDraft, rulesOf, visibleTags, withoutHiddenNames } from "../../tags/index.ts";
import { countEverybody } from "../../membership/index.ts";
import { runTags } from "../../evaluation/index.ts";
import { estimateOf } from "./sampleEstimate.ts";
import { nodesOf } from "./ruleNodes.ts";
import { countParts, DRAFT_ID, draftIds, draftRules, partId, requireNoCycle } from "./draftParts.ts";
import type { PreviewRuleInput } from "./previewRule.ts";

/** The size of the sample. The 95 % interval of a share is then within one percentage point. */
const SAMPLE_CUSTOMERS = 10_000;
/** The number of steps in which the share of the sample can be chosen. */
const HASH_BUCKETS = 1_000_000;
const MAX_NODES = 100;

/**
 * Estimates the members of a draft from a sample: customers whose hashed number is small. The sample is the same each time, so two drafts
 * are compared over the same customers. The answer for each customer is exact; only the total is estimated, with an interval (estimateOf).
 * Ranks and cycles need everybody: then no estimate is given.
 * @throws as previewRule
 */
export async function estimateRule({ ctx, input }: Verb<PreviewRuleInput>): Promise<RuleEstimate> {
  requirePermission(ctx, "tag.edit");
  const catalogue = await readCatalogue({ ctx });
  const visible = await visibleTags(ctx);
  const published = input.tag === undefined ? undefined : findTag(visible, input.tag);
  const rule = readDraft(input.definition, visible, catalogue, ctx.workspace.timezone, published);
  const set = visible.all;
  if (published) withoutHiddenNames(visible, () => requireNoCycle(set, published.code, rule));
  const asOf = input.asOf ?? ctx.clock();
  const historic = input.asOf !== undefined;
  const nodes = nodesOf(rule).slice(0, MAX_NODES);
  const rules = draftRules(
    set,
    rule,
    nodes.map((node) => node.rule),
    historic,
  );
  const customers = await countEverybody(ctx);
  const nothing: RuleEstimate = { asOf: formatInstant(asOf), customers, sampled: 0, estimate: null, nodes: [] };
  if (needsEverybody(planTags(historic ? rulesOf(set, rules.keys()) : rules)) || needsEverybody(planTags(rules))) return nothing;
  const share = Math.min(HASH_BUCKETS, Math.ceil((SAMPLE_CUSTOMERS / Math.max(1, customers)) * HASH_BUCKETS));
  const few =
    share === HASH_BUCKETS ? sql.empty : sql` WHERE intHash64(customer) % ${literal.integer(HASH_BUCKETS)} < ${literal.integer(share)}`;
  const draft = published?.id ?? DRAFT_ID;
  const population = sql`(SELECT DISTINCT customer FROM customers${few})`;
  const run = await runTags({
    ctx,
    input: { rules, idOf: draftIds(set, draft), catalogue, asOf, historic, population, signal: input.signal },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    const [row] = await ctx.facts.rows<{ sampled: string }>(sql`SELECT count() AS sampled FROM ${population}`);
    const sampled = Number(row!.sampled);
    const counted = await countParts(ctx, run.table, [draft, ...nodes.map((_, index) => partId(index))]);
    const estimate = (id: number) => estimateOf(counted.get(id) ?? 0, sampled, customers);
    return {
      ...nothing,
      sampled,
      estimate: estimate(draft),
      nodes: nodes.map(({ path }, index) => ({ path, estimate: estimate(partId(index)) })),
    };
  } finally {
    await run.drop();
  }
}
