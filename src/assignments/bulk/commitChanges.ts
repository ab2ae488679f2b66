import { literal, type Ctx, sql, withStage } from "../../engine/index.ts";
import { commitMembers, evaluatedUntil, withMembersStage, type Cause, type Assignment, keepAssignments } from "../../membership/index.ts";
import { affectedBy, rulesOf, type TagRecord, type TagSet } from "../../tags/index.ts";
import { evaluateEverythingNow, updateDependents } from "../../updates/index.ts";
import { requireCustomerQuota } from "../settings/customerQuota.ts";

/** Customers who are to have a static tag, and those who are not. */
export interface Change {
  readonly tag: TagRecord;
  readonly in: readonly number[];
  readonly out: readonly number[];
}

const PART_ROWS = 100_000;
const PART_ASSIGNMENTS = 2_000;
/** With more customers, rules that name the tags are evaluated over everybody. */
const MOST_FOLLOWED = 10_000;

/** Makes the changes in one step: the history has all of them or none. */
export async function commitChanges(ctx: Ctx, changes: readonly Change[], cause: Cause): Promise<void> {
  await withChanges(ctx, changes, async (members, tags) => void (await commitMembers(ctx, sql.id(members), tags, cause)));
}

/** @throws CUSTOMER_TAG_QUOTA */
export async function requireQuotaOfChanges(ctx: Ctx, set: TagSet, changes: readonly Change[]): Promise<void> {
  const tags = changes.map(({ tag }) => tag);
  await requireCustomerQuota(ctx, set, tags, (check) => withChanges(ctx, changes, check));
}

/** Runs `work` with a staging table of the members that the changed tags would have. */
async function withChanges(
  ctx: Ctx,
  changes: readonly Change[],
  work: (members: string, tags: readonly TagRecord[]) => Promise<void>,
): Promise<void> {
  const wanted = changes.filter((change) => change.in.length + change.out.length > 0);
  if (wanted.length === 0) return;
  const definition = sql`(tag UInt32, inside UInt8, customer UInt32) ENGINE = Memory`;
  await withStage(ctx.facts, { part: "bulk", definition, options: { lane: "heavy" } }, async (stage) => {
    for (const { tag, ...change } of wanted)
      for (const [inside, customers] of [change.out, change.in].entries())
        for (let from = 0; from < customers.length; from += PART_ROWS)
          await ctx.facts.insert(
            stage,
            customers.slice(from, from + PART_ROWS).map((customer) => ({ tag: tag.id, inside, customer })),
          );
    const tags = wanted.map(({ tag }) => tag);
    await withMembersStage(ctx, async (members) => {
      await ctx.facts.run(
        sql`
          INSERT INTO ${sql.id(members)}
          SELECT
            tag,
            '',
            bitmapOr(
              bitmapAndnot(groupBitmapMergeStateIf(bitmap, part = 'stored'), groupBitmapMergeStateIf(bitmap, part = 'out')),
              groupBitmapMergeStateIf(bitmap, part = 'in')
            )
          FROM (
            SELECT tag, 'stored' AS part, customers AS bitmap
            FROM members FINAL
            WHERE tag IN (${sql.join(tags.map(({ id }) => literal.integer(id)))})
            UNION ALL
            SELECT tag, if(inside = 1, 'in', 'out') AS part, groupBitmapState(customer) AS bitmap
            FROM ${sql.id(stage)}
            GROUP BY tag, inside
          )
          GROUP BY tag
        `,
        { lane: "heavy" },
      );
      await work(members, tags);
    });
  });
}

/** Who entered and left each tag in some evaluations, by the number of the tag. */
export type Moves = ReadonlyMap<number, { readonly entered: readonly number[]; readonly left: readonly number[] }>;

/** Moves of all tags together. */
export const sumOf = (moves: Moves, what: "entered" | "left") => [...moves.values()].reduce((sum, each) => sum + each[what].length, 0);

export async function movesOfEvaluations(ctx: Ctx, evaluations: readonly number[]): Promise<Moves> {
  if (evaluations.length === 0) return new Map();
  const rows = await ctx.facts.rows<{ tag: number; come: number[]; gone: number[] }>(
    sql`
      SELECT
        tag,
        bitmapToArray(groupBitmapMergeState(entered)) AS come,
        bitmapToArray(groupBitmapMergeState(left)) AS gone
      FROM membership_changes
      WHERE evaluation IN (${sql.join(evaluations.map(literal.integer))})
      GROUP BY tag
      ORDER BY tag
    `,
    { lane: "heavy" },
  );
  return new Map(rows.map(({ tag, come, gone }) => [tag, { entered: come, left: gone }]));
}

/** Evaluates the tags whose rules name the moved ones. */
export async function followMoves(ctx: Ctx, set: TagSet, moves: Moves, { cause, at }: Pick<Cause, "cause" | "at">): Promise<void> {
  const tags = [...set.tags.values()].filter(({ id }) => moves.has(id));
  const customers = [...new Set([...moves.values()].flatMap(({ entered, left }) => [...entered, ...left]))];
  if (customers.length === 0) return;
  if (customers.length <= MOST_FOLLOWED) return void (await updateDependents(ctx, set, { tags, customers, cause, at }));
  const codes = new Set(tags.map(({ code }) => code));
  const depends = [...affectedBy(rulesOf(set, set.tags.keys()), codes)].some((code) => !codes.has(code));
  // Before the first evaluation there are no members to update.
  if (depends && (await evaluatedUntil(ctx)) !== null) await evaluateEverythingNow(ctx, { otherwise: cause });
}

/** Stores the reasons and ends of many customers, part by part; repeating it changes nothing. */
export async function keepMany(
  ctx: Ctx,
  {
    tag,
    assignments,
    at,
    bulk,
  }: { readonly tag: number; readonly assignments: readonly Assignment[]; readonly at: number; readonly bulk: number },
): Promise<void> {
  const rows = await ctx.records
    .selectFrom("overrides")
    .select("customer")
    .where("tag", "=", tag)
    .where("assignment", "=", true)
    .where("removed_at", "is", null)
    .execute();
  const stored = new Set(rows.map(({ customer }) => Number(customer)));
  const concerned = assignments.filter(({ customer, reason, until }) => reason !== null || until !== null || stored.has(customer));
  for (let from = 0; from < concerned.length; from += PART_ASSIGNMENTS) {
    const part = concerned.slice(from, from + PART_ASSIGNMENTS);
    await ctx.records.transaction().execute((tx) => keepAssignments(tx, { tag, actor: ctx.actor.name, at, bulk, assignments: part }));
  }
}
