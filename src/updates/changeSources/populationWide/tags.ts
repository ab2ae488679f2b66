import { needsEverybody, planTags, type TagRule } from "../../../rules/index.ts";
import { affectedBy, type TagSet } from "../../../tags/index.ts";

/** Published tags that compare customers: ranks, cycles that use the median of all customers, and tags that name such tags. */
export function populationWideTags(set: Pick<TagSet, "tags">): Set<string> {
  const all = [...set.tags.values()];
  const rules = new Map<string, TagRule>(all.flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  const direct = [...rules].filter(([code, rule]) => needsEverybody(planTags(new Map([[code, rule]]))));
  const affected = affectedBy(rules, new Set(direct.map(([code]) => code)));
  return new Set(all.filter((tag) => tag.state === "published" && affected.has(tag.code)).map((tag) => tag.code));
}
