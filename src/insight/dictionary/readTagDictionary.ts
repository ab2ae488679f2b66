import { readCatalogue } from "../../catalogue/index.ts";
import type { TagDictionary } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { dayOf, formatInstant, requirePermission, startOfDay, tagKind } from "../../kernel/index.ts";
import { countEverybody, countMembers, countMovesSince } from "../../membership/index.ts";
import { conditionsOf, sentenceOf, tagSentence, valuesOf, type Scope, type TagRule } from "../../rules/index.ts";
import { definitionChanges, retiredTags, visibleTags } from "../../tags/index.ts";
import { countMetricValues } from "../countMetricValues.ts";
import { summaryOf } from "../summary.ts";

const NO_MOVES = { entered: 0, left: 0 };

/** All tags that the actor may see, explained, in the order of the tree. */
export async function readTagDictionary({ ctx }: { ctx: Ctx }): Promise<TagDictionary> {
  requirePermission(ctx, "tag.read");
  const { timezone } = ctx.workspace;
  const since = startOfDay(`${dayOf(ctx.clock(), timezone).slice(0, 7)}-01`, timezone);
  const set = await visibleTags(ctx);
  const [customers, counts, catalogue, moves, changes, retired] = await Promise.all([
    countEverybody(ctx),
    countMembers(ctx),
    readCatalogue({ ctx }),
    countMovesSince(ctx, since),
    definitionChanges(ctx, since),
    retiredTags(ctx, set),
  ]);
  const metricValues = await countMetricValues(ctx, set, customers);
  const words = { catalogue, tags: set.refs, timezone };
  return {
    at: formatInstant(ctx.clock()),
    since: formatInstant(since),
    customers,
    items: [...set.tags.values()].map((tag) => ({
      ...summaryOf(tag, counts, metricValues, customers),
      meaning: tag.meaning,
      criteria: tag.criteria,
      purpose: tag.purpose,
      notes: tag.notes,
      sentence: tag.rule && !tagKind(tag.kind).hasTiers ? tagSentence(tag.rule, words) : null,
      values: tag.rule ? tiersOf(tag.rule, words) : [],
      month: { ...(moves.get(tag.id) ?? NO_MOVES), changes: changes.get(tag.id) ?? [] },
    })),
    retired: retired
      .filter(({ stateAt }) => stateAt.getTime() >= since)
      .map(({ code, name, stateAt }) => ({ code, name, at: formatInstant(stateAt.getTime()) })),
  };
}

function tiersOf(rule: TagRule, words: Pick<Scope, "catalogue" | "tags" | "timezone">) {
  const conditions = conditionsOf(rule);
  return valuesOf(rule).map((value) => {
    const condition = conditions.find((one) => one.value === value);
    return { value, sentence: condition ? sentenceOf(condition.rule, words) : null };
  });
}
