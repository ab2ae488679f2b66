import { type Ctx, instantOfFacts, literal, sql } from "../../engine/index.ts";
import { exclusiveTags, type ExclusiveTags, type TagSet } from "../../tags/index.ts";

/** The tags of exclusive groups that the kept customer of a merge cannot keep or take over. Asked once for each merge, in their order. */
export type ExclusiveDrops = (kept: number, lost: number) => ReadonlySet<number>;

/**
 * Of several tags of an exclusive group that two merged customers have, one stays: the one that stands higher, or where the newer wins the one
 * that either of them got last; at the same instant the higher.
 */
export async function exclusiveDrops(
  ctx: Pick<Ctx, "facts">,
  set: TagSet,
  merges: readonly { readonly kind: string; readonly kept: number; readonly lost: number }[],
  tagsByCustomer: ReadonlyMap<number, ReadonlySet<number>>,
): Promise<ExclusiveDrops> {
  const groups = groupsOf(set);
  const inGroups = new Set(groups.flatMap(({ tags }) => tags.map(({ id }) => id)));
  const now = new Map([...tagsByCustomer].map(([customer, tags]) => [customer, new Set([...tags].filter((tag) => inGroups.has(tag)))]));
  const merged = new Set(merges.filter(({ kind }) => kind === "merge").flatMap(({ kept, lost }) => [kept, lost]));
  const newer = groups.filter(({ wins }) => wins === "newer").flatMap(({ tags }) => tags.map(({ id }) => id));
  const since = await enteredAt(
    ctx,
    [...merged].filter((customer) => (now.get(customer)?.size ?? 0) > 0),
    newer,
  );
  return (kept, lost) => {
    const dropped = new Set<number>();
    const at = (tag: number) => Math.max(...[kept, lost].map((one) => since.get(`${one}/${tag}`) ?? 0));
    for (const { tags, wins } of groups) {
      const had = tags.map(({ id }) => id).filter((id) => now.get(kept)?.has(id) || now.get(lost)?.has(id));
      const [stays, ...others] = wins === "higher" ? had : had.toSorted((a, b) => at(b) - at(a));
      // What was left in the group from before it was exclusive stays, unless the merge brings something new.
      if (stays === undefined || had.every((id) => now.get(kept)?.has(id))) continue;
      for (const id of others) dropped.add(id);
    }
    now.set(kept, new Set([...(now.get(kept) ?? []), ...(now.get(lost) ?? [])].filter((tag) => !dropped.has(tag))));
    now.delete(lost);
    return dropped;
  };
}

function groupsOf(set: TagSet): ExclusiveTags[] {
  const groups = [...set.tags.values()].flatMap((tag) => exclusiveTags(set, tag) ?? []);
  return [...new Map(groups.map((group) => [group.group, group])).values()];
}

/** When each of the customers entered each of the tags for the last time: `customer/tag` to the instant. */
async function enteredAt(
  ctx: Pick<Ctx, "facts">,
  customers: readonly number[],
  tags: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  if (customers.length === 0 || tags.length === 0) return new Map();
  const those = sql`bitmapBuild(CAST([${sql.join(customers.map(literal.integer))}] AS Array(UInt32)))`;
  const rows = await ctx.facts.rows<{ tag: number; customer: number; entry: string }>(
    sql`
      SELECT tag, arrayJoin(bitmapToArray(bitmapAnd(entered, ${those}))) AS customer, max(at) AS entry
      FROM membership_changes
      WHERE tag IN (${sql.join(tags.map(literal.integer))})
      GROUP BY tag, customer
    `,
  );
  return new Map(rows.map(({ tag, customer, entry }) => [`${customer}/${tag}`, instantOfFacts(entry)]));
}
