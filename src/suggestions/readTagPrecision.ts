import type { readTagPrecision as operation, ResponseOf } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { addDays, dayOf, requirePermission, type Day, type Instant } from "../kernel/index.ts";
import { findTag, visibleTags } from "../tags/index.ts";

/** How many of the tag's suggestions were accepted and rejected, by the week of the decision. @throws TAG_NOT_FOUND */
export async function readTagPrecision({ ctx, input }: Verb<{ readonly tag: string }>): Promise<ResponseOf<typeof operation>> {
  requirePermission(ctx, "tag.read");
  const tag = findTag(await visibleTags(ctx), input.tag);
  const rows = await ctx.records
    .selectFrom("suggestions")
    .select(["state", "decided_at"])
    .where("tag", "=", tag.id)
    .where("state", "in", ["accepted", "rejected"])
    .orderBy("decided_at")
    .execute();
  const weeks = new Map<string, { accepted: number; rejected: number }>();
  const all = { accepted: 0, rejected: 0 };
  for (const { state, decided_at } of rows) {
    const week = mondayOf(decided_at!.getTime(), ctx.workspace.timezone);
    const counts = weeks.get(week) ?? { accepted: 0, rejected: 0 };
    weeks.set(week, counts);
    if (state === "open") continue;
    counts[state]++;
    all[state]++;
  }
  return { ...all, weeks: Array.from(weeks, ([week, counts]) => ({ week, ...counts })) };
}

/** The Monday of the instant's week. */
function mondayOf(instant: Instant, timezone: string): Day {
  const day = dayOf(instant, timezone);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}
