import { literal, type Ctx, sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { RestoredAssignments } from "../../membership/index.ts";
import { exclusiveTags, guardedTags, type TagRecord, type TagSet } from "../../tags/index.ts";
import type { Change, Moves } from "./commitChanges.ts";
import type { TermsOfTag } from "./terms.ts";

interface Stored {
  readonly moves: Moves;
  readonly terms: ReadonlyMap<number, TermsOfTag>;
  /** Customers whom something else has moved since, by tag. */
  readonly since: ReadonlyMap<number, ReadonlySet<number>>;
  readonly now: Instant;
}

/** What makes the members and the stored assignments what they were. */
interface Undone {
  readonly changes: readonly Change[];
  readonly terms: RestoredAssignments;
  /** Memberships that stay, because others have changed them since. */
  readonly changedSince: number;
}

const NOBODY: ReadonlySet<number> = new Set();
const NO_TERMS: TermsOfTag = { begun: [], ended: [], changed: NOBODY };
const NO_MOVES = { entered: [], left: [] };

export async function undoneChanges(ctx: Ctx, set: TagSet, tags: readonly TagRecord[], stored: Stored): Promise<Undone> {
  const { now } = stored;
  const guarded = await guardedTags(ctx, set, tags);
  const parts = tags.map((tag) => {
    const { entered, left } = stored.moves.get(tag.id) ?? NO_MOVES;
    const terms = stored.terms.get(tag.id) ?? NO_TERMS;
    const concerned = new Set([...entered, ...left, ...[...terms.begun, ...terms.ended].map(({ customer }) => customer)]);
    // A tag that an exclusive group took off, and that the actor may not give, is left as it is.
    const stays = guarded.has(tag.id) ? concerned : concerned.intersection((stored.since.get(tag.id) ?? NOBODY).union(terms.changed));
    // An assignment that would have ended by now does not come back.
    const over = new Set(terms.ended.filter(({ expires }) => expires !== null && expires <= now).map(({ customer }) => customer));
    return {
      tag,
      terms,
      stays,
      in: left.filter((customer) => !stays.has(customer) && !over.has(customer)),
      out: entered.filter((customer) => !stays.has(customer)),
      over,
    };
  });
  const members = await membersOf(
    ctx,
    parts.flatMap((part) => (part.in.length === 0 ? [] : (exclusiveTags(set, part.tag)?.tags ?? []))),
  );
  for (const { tag, out } of parts) for (const customer of out) members.get(tag.id)?.delete(customer);
  for (const part of parts) {
    const others = (exclusiveTags(set, part.tag)?.tags ?? []).filter(({ id }) => id !== part.tag.id);
    const taken = part.in.filter((customer) => others.some(({ id }) => members.get(id)?.has(customer)));
    part.stays = part.stays.union(new Set(taken));
    part.in = part.in.filter((customer) => !part.stays.has(customer));
    for (const customer of part.in) members.get(part.tag.id)?.add(customer);
  }
  return {
    changes: parts,
    terms: {
      end: parts.flatMap(({ terms, stays }) => terms.begun.filter(({ customer }) => !stays.has(customer)).map(({ id }) => id)),
      restore: parts.flatMap(({ terms, stays, in: back, over }) => {
        const returns = new Set(back);
        return terms.ended
          .filter(({ customer }) => !stays.has(customer) && (!over.has(customer) || returns.has(customer)))
          .map(({ id }) => id);
      }),
    },
    changedSince: parts.reduce((sum, { stays }) => sum + stays.size, 0),
  };
}

async function membersOf(ctx: Ctx, tags: readonly TagRecord[]): Promise<Map<number, Set<number>>> {
  if (tags.length === 0) return new Map();
  const ids = new Set(tags.map(({ id }) => id));
  const rows = await ctx.facts.rows<{ tag: number; had: number[] }>(
    sql`
      SELECT tag, bitmapToArray(groupBitmapMergeState(customers)) AS had
      FROM members FINAL
      WHERE tag IN (${sql.join(Array.from(ids, literal.integer))})
      GROUP BY tag
      ORDER BY tag
    `,
    { lane: "heavy" },
  );
  const found = new Map(rows.map(({ tag, had }) => [tag, new Set(had)]));
  return new Map(Array.from(ids, (id) => [id, found.get(id) ?? new Set()]));
}
