import { audit } from "../access/index.ts";
import { assignNow } from "../assignments/index.ts";
import type { BodyOf, reopenSuggestions as operation, SuggestionsDecided } from "../contract/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { numbersOfEach } from "../identity/index.ts";
import { tagKind } from "../kernel/index.ts";
import { tagsOfCustomers, type Assignment } from "../membership/index.ts";
import type { TagSet } from "../tags/index.ts";
import { decidableTags, decidingAlone, suggestionsAmong } from "./queue.ts";

type Row = Awaited<ReturnType<typeof suggestionsAmong>>[number];

/**
 * Takes decisions back. A tag that accepting added goes, and tags of an exclusive group that it took off come back with their reasons and
 * ends. A customer who has lost the tag since then stays as it is. A suggestion beside which a newer one is open is not touched, nor one that
 * took off a tag which the actor may not assign.
 */
export async function reopenSuggestions({ ctx, input }: Verb<BodyOf<typeof operation>>): Promise<SuggestionsDecided> {
  const { visible, tags } = await decidableTags(ctx);
  return decidingAlone(ctx, async () => {
    const decided = await suggestionsAmong(ctx, input.suggestions, tags, ["accepted", "rejected"]);
    const open = await openPlaces(ctx, decided);
    const free = decided.filter((row) => !open.has(placeOf(row)) && open.add(placeOf(row)));
    const all = new Set([...visible.all.tags.values()].map(({ id }) => id));
    const isGuarded = ({ replaced }: Row) => replaced?.some(({ tag }) => all.has(tag) && !tags.has(tag)) ?? false;
    const rows = free.filter((row) => !isGuarded(row));
    const kept = free.filter(isGuarded).map(({ id }) => id);
    for (const layer of newestFirst(rows)) await undo(ctx, visible.all, layer);
    const done = rows.map(({ id }) => id);
    if (done.length > 0)
      await ctx.records.transaction().execute(async (tx) => {
        await tx
          .updateTable("suggestions")
          .set({ state: "open", decided_at: null, decided_by: null, rejection: null, note: null, added: false, replaced: null })
          .where("id", "in", done)
          .execute();
        await audit(tx, ctx, "suggestion.reopen", {
          tags: [...new Set(rows.map(({ tag }) => tags.get(tag)!.code))].toSorted(),
          suggestions: done.length,
        });
      });
    const known = new Set([...done, ...kept]);
    return { done, kept, gone: input.suggestions.filter((one) => !known.has(one)) };
  });
}

const placeOf = ({ tag, customer }: Pick<Row, "tag" | "customer">) => `${tag}/${customer}`;

/** Tags and customers of which a suggestion is open. */
async function openPlaces(ctx: Ctx, rows: readonly Row[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const numbers = await numbersOfEach(ctx, [...new Set(rows.map(({ customer }) => customer))]);
  const open = await ctx.records
    .selectFrom("suggestions")
    .select(["tag", "customer"])
    .where("state", "=", "open")
    .where("tag", "in", [...new Set(rows.map(({ tag }) => tag))])
    .where("customer", "in", [...numbers.keys()])
    .execute();
  return new Set(open.map(({ tag, customer }) => placeOf({ tag, customer: numbers.get(Number(customer))! })));
}

/** Accepted suggestions in the order in which they are undone: the newest of each customer first, then the next ones. */
function newestFirst(rows: readonly Row[]): Row[][] {
  const accepted = rows.filter(({ state, added }) => state === "accepted" && added);
  const layers: Row[][] = [];
  for (const those of Map.groupBy(accepted, ({ customer }) => customer).values())
    for (const [index, row] of those.toSorted((a, b) => b.decided_at!.getTime() - a.decided_at!.getTime() || b.id - a.id).entries())
      (layers[index] ??= []).push(row);
  return layers;
}

/** @param rows of different customers */
async function undo(ctx: Ctx, set: TagSet, rows: readonly Row[]): Promise<void> {
  const held = await tagsOfCustomers(
    ctx,
    rows.map(({ customer }) => customer),
    [...new Set(rows.map(({ tag }) => tag))],
  );
  const holds = new Set(held.map(placeOf));
  const added = rows.filter((row) => holds.has(placeOf(row)));
  await assignEach(
    ctx,
    set,
    added.map(({ tag, customer }) => ({ tag, customer, direction: "out", reason: null, until: null })),
  );
  await assignEach(
    ctx,
    set,
    added.flatMap(({ customer, replaced }) =>
      (replaced ?? [])
        .filter(({ until }) => until === null || until > ctx.clock())
        .map((other) => ({ ...other, customer, direction: "in" as const })),
    ),
  );
}

async function assignEach(ctx: Ctx, set: TagSet, changes: readonly (Assignment & { readonly tag: number })[]): Promise<void> {
  const byId = new Map([...set.tags.values()].map((tag) => [tag.id, tag]));
  for (const [id, those] of Map.groupBy(changes, ({ tag }) => tag)) {
    const tag = byId.get(id);
    if (tag && tagKind(tag.kind).isAssigned) await assignNow(ctx, set, tag, those);
  }
}
