import { cacheKind, gather, literal, versionOf, type Ctx, sql } from "../../engine/index.ts";
import { committedUpTo } from "../evaluations.ts";
import { MemberSets } from "./memberSets.ts";
import { bitmapSql, readBitmap } from "./readBitmap.ts";

type Stores = Pick<Ctx, "records" | "facts" | "caches" | "memoryBytes">;

/** What this process remembers of members, and of what moment. */
interface Remembered {
  readonly members: number;
  readonly rewritten: number;
  /** All evaluations up to this one have ended and are in the sets; of later ones some may be. */
  readonly through: number;
  /** Null: there are more members than are remembered. */
  readonly sets: MemberSets | null;
  /** Of sets that were too large: when, by performance.now(), their size is looked at again. */
  readonly again: number;
}

/** The most that is remembered, and its share of what a heavy statement may use. Of a million customers and a hundred tags it is some 12 MB. */
const MOST_BYTES = 256 * 2 ** 20;
const MEMORY_SHARE = 1 / 8;
/** More evaluations than this since are read by their result rather than move by move. */
const MOST_EVALUATIONS = 200;
const SIZE_AGAIN_MILLISECONDS = 600_000;

/** Compared with the versions `members` and `membersRewritten` at each use. */
export const REMEMBERED = cacheKind<Remembered>("membership.inMemory", "version");
const ASKING = cacheKind<(now: "now") => Promise<MemberSets | null | undefined>>("membership.inMemoryQuestions", "process");

/**
 * Members as of the newest evaluation that had ended when this was asked; null where they are too many for memory. What has moved since they
 * were last asked for is read from the history; where that would not surely give the same, all members are read anew.
 */
export async function membersInMemory({ records, facts, caches, memoryBytes }: Stores): Promise<MemberSets | null> {
  const stores = { records, facts, caches, memoryBytes };
  const ask = caches.getOr(ASKING, () => gather(async () => new Map([["now" as const, await current(stores)]])));
  return (await ask("now"))!;
}

async function current(ctx: Stores): Promise<MemberSets | null> {
  // Asked before anything is read: what is read may be newer than its versions, never older.
  const [members, rewritten] = await Promise.all([versionOf(ctx, "members"), versionOf(ctx, "membersRewritten")]);
  const known = ctx.caches.get(REMEMBERED);
  if (known?.rewritten === rewritten) {
    if (known.members === members) return known.sets;
    if (known.sets === null && performance.now() < known.again) return null;
  }
  // Dropped first: if what follows fails in the middle, nothing half done is left.
  ctx.caches.drop(REMEMBERED);
  const followed = known?.rewritten === rewritten && known.sets ? await follow(ctx, known.sets, known.through) : null;
  const { sets, through } = followed ?? (await load(ctx));
  ctx.caches.set(REMEMBERED, { members, rewritten, through, sets, again: performance.now() + SIZE_AGAIN_MILLISECONDS });
  return sets;
}

/** Applies the moves of what has ended since; null where that is not sure to give the members. */
async function follow(ctx: Stores, sets: MemberSets, through: number): Promise<{ sets: MemberSets; through: number } | null> {
  const rows = await ctx.records
    .selectFrom("evaluations")
    .select(["id", "state"])
    .where("id", ">", through)
    .orderBy("id")
    .limit(MOST_EVALUATIONS + 1)
    .execute();
  const done = rows.filter(({ state }) => state === "done").map(({ id }) => Number(id));
  const last = done.at(-1);
  if (last === undefined && rows.every(({ state }) => state === "running")) return { sets, through };
  // One that failed, or runs before one that ended: members may have moved as the history does not say.
  if (
    last === undefined ||
    rows.length > MOST_EVALUATIONS ||
    rows.some(({ id, state }) => state !== "done" && (state !== "running" || Number(id) < last))
  )
    return null;
  const moves = await ctx.facts.rows<Record<"tag" | "value" | "number" | "come" | "gone", string>>(
    sql`
      SELECT
        toString(tag) AS tag,
        value,
        toString(evaluation) AS number,
        ${bitmapSql("entered")} AS come,
        ${bitmapSql("left")} AS gone
      FROM membership_changes
      WHERE evaluation > ${literal.integer(through)} AND evaluation <= ${literal.integer(last)}
      ORDER BY tag, value, evaluation
    `,
  );
  const applied = sets.apply(
    moves.map(({ tag, value, number, come, gone }) => ({
      tag: Number(tag),
      value,
      evaluation: Number(number),
      entered: readBitmap(come),
      left: readBitmap(gone),
    })),
  );
  return applied && sets.bytes <= mostBytes(ctx) ? { sets, through: last } : null;
}

/** All members, by one statement, after another has said that they are not too many. */
async function load(ctx: Stores): Promise<{ sets: MemberSets | null; through: number }> {
  const through = await committedUpTo(ctx);
  const [size] = await ctx.facts.rows<{ bytes: string }>(
    sql`SELECT toString(sum(length(toString(customers)))) AS bytes FROM members FINAL`,
  );
  if (Number(size!.bytes) > mostBytes(ctx)) return { sets: null, through };
  const rows = await ctx.facts.rows<{ tag: number; value: string; number: string; bitmap: string }>(
    sql`
      SELECT tag, value, toString(evaluation) AS number, ${bitmapSql("customers")} AS bitmap
      FROM members FINAL
      ORDER BY tag, value
    `,
  );
  const sets = new MemberSets(
    rows.map(({ tag, value, number, bitmap }) => ({ tag, value, evaluation: Number(number), customers: readBitmap(bitmap) })),
  );
  return { sets: sets.bytes <= mostBytes(ctx) ? sets : null, through };
}

export function mostBytes({ memoryBytes }: Pick<Ctx, "memoryBytes">): number {
  return Math.min(MOST_BYTES, memoryBytes * MEMORY_SHARE);
}
