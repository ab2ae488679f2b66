import { audit } from "../access/index.ts";
import { assertCustomersExist } from "../customers/index.ts";
import { literal, type Ctx, sql } from "../engine/index.ts";
import { problem, tagKind } from "../kernel/index.ts";
import { exclusiveTags, findTag, guardedTags, noteEvaluated, requireTag, visibleTags, type TagRecord, type TagSet } from "../tags/index.ts";
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
import { resolveExclusive } from "./exclusive.ts";
import { requireCustomerQuota } from "./settings/customerQuota.ts";
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

/** Adds a static tag to customers and removes it from others. A customer in both lists loses it. Repeating a call changes nothing.
 * Of an exclusive group, a customer has one tag afterwards: the others go in the same evaluation, with the same reason. */
export async function assignTag({ ctx, input }: { ctx: Ctx; input: AssignInput }): Promise<Omit<Assigned, "moved">> {
  const visible = await visibleTags(ctx);
  const tag = findTag(visible, input.tag);
  await requireTag(ctx, "assign", tag, visible);
  const set = visible.all;
  if (!tagKind(tag.kind).isAssigned) throw problem("TAG_NOT_STATIC", { tag: tag.name.zh, kind: tag.kind });
  const reason = reasonOf(input.reason);
  const until = input.until === undefined ? null : endInstantOf(input.until, ctx);
  const off = new Set(input.remove);
  const added = [...new Set(input.add)].filter((customer) => !off.has(customer));
  const {
    moved: _,
    replaced,
    ...counts
  } = await assignNow(ctx, set, tag, [
    ...added.map((customer): Assignment => ({ customer, direction: "in", reason, until })),
    ...Array.from(off, (customer): Assignment => ({ customer, direction: "out", reason, until: null })),
  ]);
  return { ...counts, replaced: replaced.filter((other) => visible.tags.has(other.tag)) };
}

export interface Assigned {
  readonly entered: number;
  readonly left: number;
  readonly members: number;
  /** Customers who keep another tag of an exclusive group, which stands higher or which the actor may not take off: this one was not added. */
  readonly kept: number[];
  /** The other tags of an exclusive group that customers lost. */
  readonly replaced: { tag: string; customers: number[] }[];
  /** Customers who entered or left, or whose reason or end changed. */
  readonly moved: ReadonlySet<number>;
}

/**
 * The same for a loaded static tag; each customer is named once. Ends are stored before the members, so that a crash in between never
 * leaves a member whose end is lost. Reasons of removals are stored after the members.
 * @throws CUSTOMER_TAG_QUOTA; then nothing is changed
 */
export async function assignNow(ctx: Ctx, set: TagSet, tag: TagRecord, assignments: readonly Assignment[]): Promise<Assigned> {
  return exclusively(ctx, async () => {
    // An assignment that has ended leaves first, so that the history shows the break before the new assignment.
    await endAssignments(ctx);
    const now = ctx.clock();
    const keep = { tag: tag.id, actor: ctx.actor.name, at: now };
    const customers = assignments.map(({ customer }) => customer);
    // Looked up before the wait for other writers, one of which may have removed them.
    await assertCustomersExist(
      ctx,
      assignments.filter(({ direction }) => direction === "in").map(({ customer }) => customer),
    );
    const exclusive = exclusiveTags(set, tag);
    const concerned = (exclusive?.tags ?? [tag]).map(({ id }) => id);
    const held = await tagsOfCustomers(ctx, customers, concerned);
    const guarded = await guardedTags(ctx, set, exclusive?.tags ?? []);
    const { own, kept, replaced } = resolveExclusive(exclusive, tag, assignments, held, guarded);
    const put = own.filter(({ direction }) => direction === "in");
    const taken = own.filter(({ direction }) => direction === "out");
    const had = new Set(held.flatMap((one) => (one.tag === tag.id ? [one.customer] : [])));
    const moves = own.filter(({ customer, direction }) => had.has(customer) !== (direction === "in")).map(({ customer }) => customer);
    const cause = ctx.actor.kind === "key" ? "api" : "person";
    const tags = [tag, ...replaced.map((other) => other.tag)];
    return withMembersStage(ctx, async (table) => {
      await stageMembers(ctx, table, [
        { tag, put, taken },
        ...replaced.map((other) => ({ tag: other.tag, put: [], taken: other.assignments })),
      ]);
      if (put.length > 0) await requireCustomerQuota(ctx, set, tags, (check) => check(table));
      const changedIn = await ctx.records.transaction().execute((tx) => keepAssignments(tx, { ...keep, assignments: put }));
      const deltas = await asEvaluation(ctx, "assign", now, (evaluation) =>
        commitMembers(ctx, sql.id(table), tags, { evaluation, at: now, cause, actor: ctx.actor.name }),
      );
      const delta = deltas.find((each) => each.tag === tag.id);
      const [entered, left] = [delta?.enter ?? 0, delta?.leave ?? 0];
      const others = replaced.map((other) => ({ tag: other.tag.code, customers: other.assignments.map(({ customer }) => customer) }));
      const changedOut = await ctx.records.transaction().execute(async (tx) => {
        const also = exclusive && {
          kept: kept.length,
          replaced: Object.fromEntries(others.map((other) => [other.tag, other.customers.length])),
        };
        await audit(tx, ctx, "tag.assign", { tag: tag.code, add: put.length, remove: taken.length, entered, left, ...also });
        await noteEvaluated(
          tx,
          tags.map(({ id }) => id),
          now,
        );
        for (const other of replaced) await keepAssignments(tx, { ...keep, tag: other.tag.id, assignments: other.assignments });
        return keepAssignments(tx, { ...keep, assignments: taken });
      });
      // Tags whose rules name these are evaluated at once.
      if (deltas.some(({ enter, leave }) => enter + leave > 0)) await updateDependents(ctx, set, { tags, customers, cause, at: now });
      return {
        entered,
        left,
        members: delta?.after ?? 0,
        kept: [...kept],
        replaced: others,
        moved: new Set([...moves, ...changedIn, ...changedOut]),
      };
    });
  });
}

interface Change {
  readonly tag: TagRecord;
  readonly put: readonly Assignment[];
  readonly taken: readonly Assignment[];
}

/** The members of each tag after its change. */
async function stageMembers(ctx: Ctx, table: string, changes: readonly Change[]): Promise<void> {
  const bitmap = (those: readonly Assignment[]) =>
    sql`bitmapBuild(CAST([${sql.join(those.map(({ customer }) => literal.integer(customer)))}] AS Array(UInt32)))`;
  for (const { tag, put, taken } of changes)
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
}
