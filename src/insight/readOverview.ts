import type { Overview } from "../contract/index.ts";
import { instantOfFacts, literal, type Ctx, sql } from "../engine/index.ts";
import { formatInstant, requirePermission, TAG_KIND_NAMES, tagKind } from "../kernel/index.ts";
import { countEverybody, countMembers } from "../membership/index.ts";
import { otherwiseOf } from "../rules/index.ts";
import { visibleTags, type TagRecord, type TagSet } from "../tags/index.ts";
import { countMetricValues } from "./countMetricValues.ts";
import { summaryOf } from "./summary.ts";

const LARGEST_TAGS = 10;
const RECENT_CHANGES = 12;
const ACTIVITY_DAYS = 90;

/** Summary of the workspace: customers, tags, coverage, state of evaluation, recent moves. */
export async function readOverview({ ctx }: { ctx: Ctx }): Promise<Overview> {
  requirePermission(ctx, "tag.read");
  const [set, customers, counts] = await Promise.all([visibleTags(ctx), countEverybody(ctx), countMembers(ctx)]);
  const metricValues = await countMetricValues(ctx, set, customers);
  const all = [...set.tags.values()];
  const reach = await reachOf(ctx, set);
  const [events] = await ctx.facts.rows<{ events: string }>(sql`SELECT count() AS events FROM events`);
  return {
    customers,
    events: Number(events!.events),
    tags: all.length,
    tagsByKind: countKinds(all),
    tagged: reach.tagged,
    coverage: customers === 0 ? null : reach.tagged / customers,
    averageTags: customers === 0 ? null : reach.memberships / customers,
    evaluation: await evaluationOf(ctx, all.filter((tag) => tag.failure !== null).length),
    largest: all
      .filter((tag) => tagKind(tag.kind).hasMembers && !tagKind(tag.kind).hasTiers)
      .map((tag) => summaryOf(tag, counts, metricValues, customers))
      .toSorted((a, b) => (b.members ?? 0) - (a.members ?? 0))
      .slice(0, LARGEST_TAGS),
    changes: await changesOf(ctx, set),
    activity: await activityOf(ctx),
  };
}

function countKinds(tags: readonly TagRecord[]): Overview["tagsByKind"] {
  const counts = Object.fromEntries(TAG_KIND_NAMES.map((kind) => [kind, 0])) as Overview["tagsByKind"];
  for (const { kind } of tags) counts[kind]++;
  return counts;
}

/** Customers with at least one informative tag. A tier for all remaining customers is not informative. */
async function reachOf(ctx: Ctx, set: TagSet): Promise<{ tagged: number; memberships: number }> {
  const fallbacks = [...set.tags.values()].flatMap((tag) => {
    const fallback = tag.rule && otherwiseOf(tag.rule);
    return fallback ? [sql`(tag = ${literal.integer(tag.id)} AND value = ${literal.text(fallback)})`] : [];
  });
  const among = [...set.tags.values()].map((tag) => literal.integer(tag.id));
  if (among.length === 0) return { tagged: 0, memberships: 0 };
  const [row] = await ctx.facts.rows<{ tagged: string; memberships: string }>(
    sql`
      SELECT bitmapCardinality(groupBitmapMergeState(customers)) AS tagged, sum(bitmapCardinality(customers)) AS memberships
      FROM members FINAL
      WHERE tag IN (${sql.join(among)})${fallbacks.length > 0 ? sql` AND NOT (${sql.join(fallbacks, " OR ")})` : sql.empty}
    `,
  );
  return { tagged: Number(row!.tagged), memberships: Number(row!.memberships) };
}

async function evaluationOf(ctx: Ctx, failing: number): Promise<Overview["evaluation"]> {
  const last = await ctx.records
    .selectFrom("evaluations")
    .selectAll()
    .where("kind", "in", ["full", "incremental"])
    .where("state", "=", "done")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  // Asked of the records, for another process may be the one that evaluates.
  const running = await ctx.records.selectFrom("evaluations").select("id").where("state", "=", "running").limit(1).executeTakeFirst();
  const state = running ? "running" : failing > 0 ? "failing" : last ? "current" : "never";
  const at = last?.ended_at ?? null;
  return { state, at: at ? formatInstant(at.getTime()) : null, milliseconds: last?.milliseconds ?? null, progress: null, failing };
}

async function changesOf(ctx: Ctx, set: TagSet): Promise<Overview["changes"]> {
  const among = [...set.tags.values()].map(({ id }) => literal.integer(id));
  if (among.length === 0) return [];
  const rows = await ctx.facts.rows<{ tag: number; at: string; entered: string; left: string }>(
    sql`
      SELECT
        l.tag AS tag,
        max(l.recorded) AS at,
        sum(bitmapCardinality(l.entered)) AS entered,
        sum(bitmapCardinality(l.left)) AS left
      FROM membership_changes AS l
      WHERE l.tag IN (${sql.join(among)})
      GROUP BY tag, evaluation
      ORDER BY evaluation DESC, entered + left DESC, tag
      LIMIT ${literal.integer(RECENT_CHANGES)}
    `,
  );
  const byId = new Map([...set.tags.values()].map((tag) => [tag.id, tag]));
  return rows.flatMap((row) => {
    const tag = byId.get(row.tag);
    return tag
      ? [{ tag: tag.code, name: tag.name, at: formatInstant(instantOfFacts(row.at)), entered: Number(row.entered), left: Number(row.left) }]
      : [];
  });
}

/** Events and active customers for each of the last days with events, in the workspace's time zone. */
async function activityOf(ctx: Ctx): Promise<Overview["activity"]> {
  const [newest] = await ctx.facts.rows<{ newest: string | null }>(
    sql`
      SELECT maxOrNull(time) AS newest
      FROM events
      WHERE time <= ${literal.instant(ctx.clock())}
    `,
  );
  if (!newest?.newest) return [];
  const last = instantOfFacts(newest.newest);
  const day = sql`toString(toDate(toTimeZone(time, ${literal.text(ctx.workspace.timezone)})))`;
  const rows = await ctx.facts.rows<{ day: string; events: string; customers: string }>(
    sql`
      SELECT ${day} AS day, count() AS events, uniqExact(customer) AS customers
      FROM events
      WHERE time > ${literal.instant(last - ACTIVITY_DAYS * 86_400_000)}
        AND time <= ${literal.instant(last)}
      GROUP BY day
      ORDER BY day
    `,
  );
  return rows.map((row) => ({ day: row.day, events: Number(row.events), customers: Number(row.customers) }));
}
