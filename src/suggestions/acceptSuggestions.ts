import { audit } from "../access/index.ts";
import { assignNow, endInstantOf } from "../assignments/index.ts";
import type { acceptSuggestions as operation, BodyOf, SuggestionsDecided } from "../contract/index.ts";
import type { Ctx, ReplacedTag, Verb } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { tagsOfCustomers, termsInForce } from "../membership/index.ts";
import { exclusiveTags, type TagRecord, type VisibleTags } from "../tags/index.ts";
import { decidableTags, decidingAlone, suggestionsAmong } from "./queue.ts";

type Row = Awaited<ReturnType<typeof suggestionsAmong>>[number];

/**
 * Gives the suggested tags to the customers, with the suggestion's reason. Members change first: after a crash in between, the suggestion is
 * open still, and accepting it again changes nothing more. @throws FORBIDDEN, UNTIL_NOT_AHEAD
 */
export async function acceptSuggestions({ ctx, input }: Verb<BodyOf<typeof operation>>): Promise<SuggestionsDecided> {
  const { visible, tags } = await decidableTags(ctx);
  const until = input.until === undefined ? null : endInstantOf(input.until, ctx);
  return decidingAlone(ctx, async () => {
    const rows = await suggestionsAmong(ctx, input.suggestions, tags, ["open"]);
    const done: number[] = [];
    const kept: number[] = [];
    for (const [id, those] of Map.groupBy(rows, ({ tag }) => tag)) {
      const stays = await accept(ctx, visible, tags.get(id)!, those, until);
      for (const row of those) (stays.has(row.customer) ? kept : done).push(row.id);
    }
    const known = new Set([...done, ...kept]);
    return { done, kept, gone: input.suggestions.filter((one) => !known.has(one)) };
  });
}

/** Accepts suggestions of one tag; returns the customers who keep another tag of an exclusive group. */
async function accept(
  ctx: Ctx,
  visible: VisibleTags,
  tag: TagRecord,
  rows: readonly Row[],
  until: Instant | null,
): Promise<ReadonlySet<number>> {
  const customers = [...new Set(rows.map(({ customer }) => customer))];
  const had = new Set((await tagsOfCustomers(ctx, customers, [tag.id])).map(({ customer }) => customer));
  const others = exclusiveTags(visible.all, tag)?.tags.filter(({ id }) => id !== tag.id) ?? [];
  const terms = await termsInForce(
    ctx,
    others.map(({ id }) => id),
    customers,
  );
  const reasons = new Map(rows.map(({ customer, reason }) => [customer, reason]));
  const missing = customers.filter((customer) => !had.has(customer));
  const result = await assignNow(
    ctx,
    visible.all,
    tag,
    missing.map((customer) => ({ customer, direction: "in", reason: reasons.get(customer)!, until })),
  );
  const stays = new Set(result.kept);
  const replacedOf = (customer: number): ReplacedTag[] =>
    result.replaced
      .filter((other) => other.customers.includes(customer))
      .map((other) => visible.all.tags.get(other.tag)!.id)
      .map((other) => ({ tag: other, ...(terms.get(`${other}/${customer}`) ?? { reason: null, until: null }) }));
  // Of two suggestions that a merge brought together, one added the tag.
  const added = new Set<number>();
  const accepted = rows.filter(({ customer }) => !stays.has(customer));
  if (accepted.length === 0) return stays;
  await ctx.records.transaction().execute(async (tx) => {
    for (const { id, customer } of accepted) {
      const isFirst = !had.has(customer) && !added.has(customer);
      added.add(customer);
      await tx
        .updateTable("suggestions")
        .set({
          state: "accepted",
          decided_at: new Date(ctx.clock()),
          decided_by: ctx.actor.name,
          added: isFirst,
          replaced: JSON.stringify(isFirst ? replacedOf(customer) : []),
        })
        .where("id", "=", id)
        .execute();
    }
    await audit(tx, ctx, "suggestion.accept", { tag: tag.code, suggestions: accepted.length });
  });
  return stays;
}
