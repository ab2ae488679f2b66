import type { TagSummary } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePermission, searchRank } from "../kernel/index.ts";
import { countEverybody, countMembers } from "../membership/index.ts";
import { pinyinOfAll, retiredTags, visibleTags } from "../tags/index.ts";
import { countMetricValues } from "./countMetricValues.ts";
import { summaryOf } from "./summary.ts";

/** All tags with their number of members, in the order of the tag tree. `q`: part of a code, name, alias or group, pinyin or initials. */
export async function listTags({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { state?: string | undefined; q?: string | undefined };
}): Promise<{ customers: number; items: TagSummary[] }> {
  requirePermission(ctx, "tag.read");
  const [set, customers, counts] = await Promise.all([visibleTags(ctx), countEverybody(ctx), countMembers(ctx)]);
  // Retired tags have left the lists; only who asks for them sees them.
  const listed = input.state === "retired" ? await retiredTags(ctx, set) : [...set.tags.values()];
  const metricValues = await countMetricValues(ctx, set, customers);
  const wanted = input.q?.trim();
  const items = listed
    .filter((tag) => input.state === undefined || tag.state === input.state)
    .filter((tag) => !wanted || searchRank({ ...tag, pinyin: pinyinOfAll([tag.name.zh, ...tag.aliases]) }, wanted) !== null)
    .map((tag) => summaryOf(tag, counts, metricValues, customers));
  return { customers, items };
}
