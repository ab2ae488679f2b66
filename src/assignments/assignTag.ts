import { audit } from "../access/index.ts";
import { assertCustomersExist } from "../customers/index.ts";
import { literal, type Ctx, sql } from "../engine/index.ts";
import { problem, requirePermission, tagKind } from "../kernel/index.ts";
import { findTag, loadTags, noteEvaluated, type TagRecord, type TagSet } from "../tags/index.ts";
import {
  asEvaluation,
  commitMembers,
  endAssignments,
  exclusively,
  keepAssignments,
  reasonOf,
  type Assignment,
  tagsOfCustomers,
  withMembersStage,
} from "../membership/index.ts";
import { endInstantOf } from "./endInstant.ts";
import { updateDependents } from "../updates/index.ts";

export interface AssignInput {
  readonly tag: string;
  /** Customer numbers that exist. */
  readonly add: readonly number[];
  readonly remove: readonly number[];
  readonly reason?: string | undefined;
  /** When the customers in `add` lose the tag again. */
  readonly until?: string | undefined;
}

/** Adds a static tag to customers and removes it from others. A customer in both lists loses it. Repeating a call changes nothing. */
export async function assignTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AssignInput;
}): Promise<{ entered: number; left: number; members: number }> {
  requirePermission(ctx, "tag.assign");
  const set = await loadTags({ ctx });
  const tag = findTag(set, input.tag);
  if (!tagKind(tag.kind).isAssigned) throw problem("TAG_NOT_STATIC", { tag: tag.name.zh, kind: tag.kind });
  const reason = reasonOf(input.reason);
  const until = input.until === undefined ? null : endInstantOf(input.until, ctx);
  const off = new Set(input.remove);
  const added = [...new Set(input.add)].filter((customer) => !off.has(customer));
  const { moved: _, ...counts } = await assignNow(ctx, set, tag, [
    ...added.map((customer): Assignment => ({ customer, direction: "in", reason, until })),
    ...Array.from(off, (customer): Assignment => ({ customer, direction: "out", reason, until: null })),
  ]);
  return counts;
}

export interface Assigned {
  readonly entered: number;
  readonly left: number;
  readonly members: number;
  /** Customers who entered or left, or whose reason or end changed. */
  readonly moved: ReadonlySet<number>;
}

/**
 * The same for a loaded static tag; each customer is named once. Ends are stored before the members, so that a crash in between never
 * leaves a member whose end is lost. Reasons of removals are stored after the members.
 */
export async function assignNow(ctx: Ctx, set: TagSet, tag: TagRecord, assignments: readonly Assignment[]): Promise<Assigned> {
  return exclusively(ctx, async () => {
    // An assignment that has ended leaves first, so that the history shows the break before the new assignment.
    await endAssignments(ctx);
    const now = ctx.clock();
    const keep = { tag: tag.id, actor: ctx.actor.name, at: now };
    const put = assignments.filter(({ direction }) => direction === "in");
    const taken = assignments.filter(({ direction }) => direction === "out");
    const customers = assignments.map(({ customer }) => customer);
    // Looked up before the wait for other writers, one of which may have removed them.
    await assertCustomersExist(
      ctx,
      put.map(({ customer }) => customer),
    );
    const had = new Set((await tagsOfCustomers(ctx, customers)).flatMap((held) => (held.tag === tag.id ? [held.customer] : [])));
    const moves = assignments
      .filter(({ customer, direction }) => had.has(customer) !== (direction === "in"))
      .map(({ customer }) => customer);
    const changedIn = await ctx.records.transaction().execute((tx) => keepAssignments(tx, { ...keep, assignments: put }));
    const cause = ctx.actor.kind === "key" ? "api" : "person";
    const bitmap = (those: readonly Assignment[]) =>
      sql`bitmapBuild(CAST([${sql.join(those.map(({ customer }) => literal.integer(customer)))}] AS Array(UInt32)))`;
    return withMembersStage(ctx, async (table) => {
      await ctx.facts.run(
        sql`
          INSERT INTO ${sql.id(table)}
          SELECT toUInt32(${literal.integer(tag.id)}), '', bitmapAndnot(bitmapOr(had, ${bitmap(put)}), ${bitmap(taken)})
          FROM (
            SELECT groupBitmapMergeState(customers) AS had
            FROM members FINAL
            WHERE tag = ${literal.integer(tag.id)}
          )
        `,
      );
      const [delta] = await asEvaluation(ctx, "assign", now, (evaluation) =>
        commitMembers(ctx, sql.id(table), [tag], { evaluation, at: now, cause, actor: ctx.actor.name }),
      );
      const changedOut = await ctx.records.transaction().execute(async (tx) => {
        const entered = delta?.enter ?? 0;
        const left = delta?.leave ?? 0;
        await audit(tx, ctx, "tag.assign", { tag: tag.code, add: put.length, remove: taken.length, entered, left });
        await noteEvaluated(tx, [tag.id], now);
        return keepAssignments(tx, { ...keep, assignments: taken });
      });
      // Tags whose rules name this one are evaluated at once.
      if ((delta?.enter ?? 0) + (delta?.leave ?? 0) > 0) await updateDependents(ctx, set, { tag, customers, cause, at: now });
      return {
        entered: delta?.enter ?? 0,
        left: delta?.leave ?? 0,
        members: delta?.after ?? 0,
        moved: new Set([...moves, ...changedIn, ...changedOut]),
      };
    });
  });
}
