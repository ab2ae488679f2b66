import type { RecordsTx } from "../../engine/index.ts";
import { literal, type Ctx, sql } from "../../engine/index.ts";
import { tagKind } from "../../kernel/index.ts";
import { aliasesOf, type MergeOrSplit, noteMovedMemberships } from "../../identity/index.ts";
import { loadTags } from "../../tags/index.ts";
import { commitMembers } from "../commit.ts";
import { asEvaluation } from "../evaluations.ts";
import { tagsOfCustomers } from "../members.ts";
import { withMembersStage } from "../membersStage.ts";
import { exclusiveDrops, type ExclusiveDrops } from "./exclusiveDrops.ts";
import { applySplitChoices, type MembershipChanges } from "./splitChoices.ts";

/** What a merge moved from one customer to the other, stored so that a split can return it. */
interface MovedMemberships {
  /** Static tags of the merged customer, and those among them that the kept customer did not have. */
  readonly had: number[];
  readonly gave: number[];
  /** Tags of an exclusive group that the kept customer has not any more, and those among them that it had itself before. */
  readonly dropped?: number[] | undefined;
  readonly took?: number[] | undefined;
  /** Overrides that now belong to the kept customer, and those that ended because the kept customer had its own or lost the tag. */
  readonly overrides: number[];
  readonly ended: number[];
  /** When the merged customer was created. */
  readonly created: string | null;
}

/**
 * Moves static tags and overrides of merged customers to the kept customer, and returns them to customers that are split off. The moves are
 * stored first, in one transaction with the overrides, so that a crash loses none. The cause in the history is `merge`.
 */
export async function moveMemberships(
  ctx: Ctx,
  mergesAndSplits: readonly MergeOrSplit[],
  begun: ReadonlyMap<number, string>,
): Promise<void> {
  if (mergesAndSplits.length === 0) return;
  const set = await loadTags({ ctx });
  const statics = [...set.tags.values()].filter(({ kind }) => tagKind(kind).isAssigned);
  const changes: MembershipChanges = new Map(statics.map(({ id }) => [id, { add: new Set(), remove: new Set() }]));
  const asked = mergesAndSplits.filter(({ kind, choices }) => kind === "merge" || choices.length > 0);
  const tagsByCustomer = await staticTags(
    ctx,
    asked.flatMap(({ kept, lost }) => [kept, lost]),
    new Set(changes.keys()),
  );
  const exclusive = await exclusiveDrops(ctx, set, asked, tagsByCustomer);
  for (const one of mergesAndSplits) {
    if (one.kind === "merge") await moveToKept(ctx, one, { tagsByCustomer, changes, exclusive }, begun.get(one.lost) ?? null);
    else {
      await returnToSplitOff(ctx, one, changes);
      await applySplitChoices(ctx, one, tagsByCustomer, changes);
    }
  }
  const tags = statics.filter(({ id }) => changes.get(id)!.add.size + changes.get(id)!.remove.size > 0);
  if (tags.length === 0) return;
  const bitmap = (customers: ReadonlySet<number>) =>
    sql`bitmapBuild(CAST([${sql.join([...customers].map(literal.integer))}] AS Array(UInt32)))`;
  await withMembersStage(ctx, async (table) => {
    for (const { id } of tags) {
      const { add, remove } = changes.get(id)!;
      await ctx.facts.run(
        sql`
          INSERT INTO ${sql.id(table)}
          SELECT toUInt32(${literal.integer(id)}), '', bitmapAndnot(bitmapOr(had, ${bitmap(add)}), ${bitmap(remove)})
          FROM (
            SELECT groupBitmapMergeState(customers) AS had
            FROM members FINAL
            WHERE tag = ${literal.integer(id)}
          )
        `,
        { settings: { max_query_size: 1_000_000_000 } },
      );
    }
    const at = ctx.clock();
    await asEvaluation(ctx, "merge", at, (evaluation) =>
      commitMembers(ctx, sql.id(table), tags, { evaluation, at, cause: "merge", actor: ctx.actor.name }),
    );
  });
}

async function staticTags(
  ctx: Ctx,
  customers: readonly number[],
  tags: ReadonlySet<number>,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const found = new Map<number, Set<number>>();
  for (const { customer, tag } of tags.size === 0 ? [] : await tagsOfCustomers(ctx, [...new Set(customers)]))
    if (tags.has(tag)) found.set(customer, (found.get(customer) ?? new Set()).add(tag));
  return found;
}

interface Moving {
  readonly tagsByCustomer: ReadonlyMap<number, ReadonlySet<number>>;
  readonly changes: MembershipChanges;
  readonly exclusive: ExclusiveDrops;
}

async function moveToKept(
  ctx: Ctx,
  { id, kept, lost }: MergeOrSplit,
  { tagsByCustomer, changes, exclusive }: Moving,
  created: string | null,
): Promise<void> {
  const carried = await ctx.records.transaction().execute(async (tx) => {
    const row = await tx.selectFrom("merges").select("carried").where("id", "=", id).executeTakeFirst();
    if (row?.carried) return row.carried;
    const had = [...(tagsByCustomer.get(lost) ?? [])];
    const own = tagsByCustomer.get(kept) ?? new Set();
    const dropped = exclusive(kept, lost);
    const gave = had.filter((tag) => !own.has(tag) && !dropped.has(tag));
    const moved = await moveOverrides(tx, lost, kept, ctx.clock(), { tags: own, dropped });
    const found: MovedMemberships = {
      had,
      gave,
      created,
      ...moved,
      dropped: [...dropped],
      took: [...dropped].filter((tag) => own.has(tag)),
    };
    await noteMovedMemberships(tx, id, found);
    return found;
  });
  for (const tag of carried.had) {
    changes.get(tag)?.add.add(kept);
    changes.get(tag)?.remove.delete(kept);
    changes.get(tag)?.remove.add(lost);
    // In a chain of merges (A into B, B into C), B no longer has the tag.
    changes.get(tag)?.add.delete(lost);
  }
  for (const tag of carried.dropped ?? []) {
    changes.get(tag)?.remove.add(kept);
    changes.get(tag)?.add.delete(kept);
  }
}

/**
 * The kept customer takes over an override, unless it has its own for the tag. It takes over an assignment, unless it has the tag without
 * an end. What was stored of a tag that the kept customer loses ends.
 */
async function moveOverrides(
  tx: RecordsTx,
  lost: number,
  kept: number,
  now: number,
  { tags, dropped }: { readonly tags: ReadonlySet<number>; readonly dropped: ReadonlySet<number> },
): Promise<Pick<MovedMemberships, "overrides" | "ended">> {
  const stored = await tx
    .selectFrom("overrides")
    .select(["id", "tag", "assignment", "customer"])
    .where("customer", "in", [kept, lost])
    .where("removed_at", "is", null)
    .execute();
  const own = stored.filter(({ customer }) => Number(customer) === kept);
  const theirs = stored.filter(({ customer }) => Number(customer) === lost);
  const overridden = new Set(own.map(({ tag }) => tag));
  const ends = ({ tag, assignment }: { tag: number; assignment: boolean }) => assignment && dropped.has(tag);
  const stays = (one: { tag: number; assignment: boolean }) =>
    overridden.has(one.tag) || (one.assignment && tags.has(one.tag)) || ends(one);
  const overrides = theirs.filter((override) => !stays(override)).map(({ id }) => id);
  const ended = [...theirs.filter(stays), ...own.filter(ends)].map(({ id }) => id);
  if (overrides.length > 0) await tx.updateTable("overrides").set({ customer: kept }).where("id", "in", overrides).execute();
  if (ended.length > 0)
    await tx
      .updateTable("overrides")
      .set({ removed_at: new Date(now) })
      .where("id", "in", ended)
      .execute();
  return { overrides, ended };
}

async function returnToSplitOff(ctx: Ctx, { lost }: MergeOrSplit, changes: MembershipChanges): Promise<void> {
  const undone = await ctx.records
    .selectFrom("merges")
    .select(["kept", "carried"])
    .where("kind", "=", "merge")
    .where("lost", "=", lost)
    .where("undone_at", "is not", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!undone?.carried) return;
  const { had, gave, overrides, ended, took = [] } = undone.carried;
  const was = Number(undone.kept);
  const kept = (await aliasesOf(ctx, [was])).get(was) ?? was;
  for (const tag of had) changes.get(tag)?.add.add(lost);
  for (const tag of gave) changes.get(tag)?.remove.add(kept);
  for (const tag of took) changes.get(tag)?.add.add(kept);
  await ctx.records.transaction().execute(async (tx) => {
    if (overrides.length > 0)
      await tx
        .updateTable("overrides")
        .set({ customer: lost })
        .where("id", "in", overrides)
        .where("customer", "=", kept)
        .where("removed_at", "is", null)
        .execute();
    for (const id of ended)
      await tx
        .updateTable("overrides")
        .set({ removed_at: null })
        .where("id", "=", id)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("overrides as other")
                .select("other.id")
                .whereRef("other.tag", "=", "overrides.tag")
                .whereRef("other.customer", "=", "overrides.customer")
                .where("other.removed_at", "is", null),
            ),
          ),
        )
        .execute();
  });
}
