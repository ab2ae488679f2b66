import type { RecordsTx } from "../../engine/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { aliasesOf, type OpenTurn } from "../../identity/index.ts";
import { loadTags } from "../../tags/index.ts";
import { commitMembers } from "../commit.ts";
import { tagsOfCustomers } from "../members.ts";
import { withMembersStage } from "../membersStage.ts";
import { choose, type Turned } from "./splitChoices.ts";

/** What goes along with a customer that became another, kept so that it can be given back. */
interface Carried {
  /** Static tags it had, and those of them that the other had not. */
  readonly had: number[];
  readonly gave: number[];
  /** Overrides that are the other's now, and those that ended because the other had its own. */
  readonly overrides: number[];
  readonly ended: number[];
  /** When it began. */
  readonly created: string | null;
}

/**
 * Tags given by hand and overrides follow merged customers, and come back to those that were split off again. What is carried is written
 * down before it moves, with the overrides in one transaction; the ledger tells the moves with `merge` as their cause.
 */
export async function carry(ctx: Ctx, turns: readonly OpenTurn[], begun: ReadonlyMap<number, string>): Promise<void> {
  if (turns.length === 0) return;
  const set = await loadTags({ ctx });
  const statics = [...set.tags.values()].filter(({ kind }) => kind === "static");
  const turned: Turned = new Map(statics.map(({ id }) => [id, { add: new Set(), remove: new Set() }]));
  const asked = turns.filter(({ kind, choices }) => kind === "merge" || choices.length > 0);
  const held = await staticTags(
    ctx,
    asked.flatMap(({ kept, lost }) => [kept, lost]),
    new Set(turned.keys()),
  );
  for (const turn of turns) {
    if (turn.kind === "merge") await giveOn(ctx, turn, held, turned, begun.get(turn.lost) ?? null);
    else {
      await giveBack(ctx, turn, turned);
      await choose(ctx, turn, held, turned);
    }
  }
  const tags = statics.filter(({ id }) => turned.get(id)!.add.size + turned.get(id)!.remove.size > 0);
  if (tags.length === 0) return;
  const bitmap = (customers: ReadonlySet<number>) =>
    `bitmapBuild(CAST([${[...customers].map(literal.integer).join(", ")}] AS Array(UInt32)))`;
  await withMembersStage(ctx, async (table) => {
    for (const { id } of tags) {
      const { add, remove } = turned.get(id)!;
      await ctx.facts.run(
        `INSERT INTO ${table} SELECT toUInt32(${literal.integer(id)}), '', bitmapAndnot(bitmapOr(had, ${bitmap(add)}), ${bitmap(remove)})
         FROM (SELECT groupBitmapMergeState(customers) AS had FROM members FINAL WHERE tag = ${literal.integer(id)})`,
        { settings: { max_query_size: 1_000_000_000 } },
      );
    }
    await commitMembers(ctx, table, tags, { evaluation: await evaluation(ctx), at: ctx.clock(), cause: "merge", actor: ctx.actor.name });
  });
}

async function staticTags(
  ctx: Ctx,
  customers: readonly number[],
  tags: ReadonlySet<number>,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const held = new Map<number, Set<number>>();
  for (const { customer, tag } of tags.size === 0 ? [] : await tagsOfCustomers(ctx, [...new Set(customers)]))
    if (tags.has(tag)) held.set(customer, (held.get(customer) ?? new Set()).add(tag));
  return held;
}

async function giveOn(
  ctx: Ctx,
  { id, kept, lost }: OpenTurn,
  held: ReadonlyMap<number, ReadonlySet<number>>,
  turned: Turned,
  created: string | null,
): Promise<void> {
  const carried = await ctx.records.transaction().execute(async (tx) => {
    const row = await tx.selectFrom("merges").select("carried").where("id", "=", id).executeTakeFirst();
    if (row?.carried) return row.carried;
    const had = [...(held.get(lost) ?? [])];
    const gave = had.filter((tag) => !held.get(kept)?.has(tag));
    const found: Carried = { had, gave, created, ...(await moveOverrides(tx, lost, kept, ctx.clock(), held.get(kept))) };
    await tx
      .updateTable("merges")
      .set({ carried: JSON.stringify(found) })
      .where("id", "=", id)
      .execute();
    return found;
  });
  for (const tag of carried.had) {
    turned.get(tag)?.add.add(kept);
    turned.get(tag)?.remove.add(lost);
    // Two became one that became a third: whoever was given it on the way has it no more.
    turned.get(tag)?.add.delete(lost);
  }
}

/**
 * An override of the lost customer becomes the kept one's, unless that has its own on the tag: what was said of the one that stays holds. So does
 * a tag that it has without an end.
 */
async function moveOverrides(
  tx: RecordsTx,
  lost: number,
  kept: number,
  now: number,
  held: ReadonlySet<number> = new Set(),
): Promise<Pick<Carried, "overrides" | "ended">> {
  const own = await tx.selectFrom("overrides").select("tag").where("customer", "=", kept).where("removed_at", "is", null).execute();
  const overridden = new Set(own.map(({ tag }) => tag));
  const theirs = await tx
    .selectFrom("overrides")
    .select(["id", "tag", "assignment"])
    .where("customer", "=", lost)
    .where("removed_at", "is", null)
    .execute();
  const stays = ({ tag, assignment }: { tag: number; assignment: boolean }) => overridden.has(tag) || (assignment && held.has(tag));
  const overrides = theirs.filter((override) => !stays(override)).map(({ id }) => id);
  const ended = theirs.filter(stays).map(({ id }) => id);
  if (overrides.length > 0) await tx.updateTable("overrides").set({ customer: kept }).where("id", "in", overrides).execute();
  if (ended.length > 0)
    await tx
      .updateTable("overrides")
      .set({ removed_at: new Date(now) })
      .where("id", "in", ended)
      .execute();
  return { overrides, ended };
}

async function giveBack(ctx: Ctx, { lost }: OpenTurn, turned: Turned): Promise<void> {
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
  const { had, gave, overrides, ended } = undone.carried;
  const was = Number(undone.kept);
  const kept = (await aliasesOf(ctx, [was])).get(was) ?? was;
  for (const tag of had) turned.get(tag)?.add.add(lost);
  for (const tag of gave) turned.get(tag)?.remove.add(kept);
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
                .where("other.customer", "=", lost)
                .where("other.removed_at", "is", null),
            ),
          ),
        )
        .execute();
  });
}

async function evaluation(ctx: Ctx): Promise<number> {
  const now = new Date(ctx.clock());
  const { id } = await ctx.records
    .insertInto("evaluations")
    .values({ kind: "merge", as_of: now, state: "done", started_at: now, ended_at: now, milliseconds: 0, failed_tags: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
