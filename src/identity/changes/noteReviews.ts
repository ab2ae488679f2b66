import type { Ctx, RecordsTx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { type Gathered, keyOf, type Pair, type Solved } from "../../matching/index.ts";

/** An open question for a person. */
interface Item {
  readonly kind: "clash" | "shared" | "many";
  readonly subject: string;
  readonly object: string;
  readonly count: number;
  readonly pairs: readonly Pair[];
}

/** Pairs stored with an item. */
const STORED_PAIRS = 20;
const PART_ROWS = 5_000;

/**
 * Compares the stored review items of these identities with the present result, and returns the writes that bring them up to date: new
 * items are opened, items that no longer apply are deleted, and items that a person has decided stay. Undefined when there is nothing to
 * write.
 */
export async function noteReviews(
  ctx: Pick<Ctx, "records">,
  gathered: Gathered,
  solved: Solved,
  at: Instant,
): Promise<((tx: RecordsTx) => Promise<void>) | undefined> {
  const items = itemsOf(gathered, solved);
  const subjects = gathered.keys.flatMap((key, place) => {
    const text = keyOf(key);
    return gathered.isComplete(place) && gathered.owners.has(text) ? [text] : [];
  });
  const before: { id: number; kind: string; subject: string; object: string; count: number; state: string }[] = [];
  for (let from = 0; from < subjects.length; from += PART_ROWS)
    before.push(
      ...(await ctx.records
        .selectFrom("identity_reviews")
        .select(["id", "kind", "subject", "object", "count", "state"])
        .where("subject", "in", subjects.slice(from, from + PART_ROWS))
        .execute()),
    );
  const stored = new Map(before.map((row) => [nameOf(row), row]));
  const gone = before.filter((row) => row.state === "open" && !items.has(nameOf(row))).map(({ id }) => id);
  const changed = [...items].filter(([name, item]) => stored.get(name)?.count !== item.count).map(([, item]) => item);
  // An item that a person has decided stays; a count of 0 marks that its question no longer arises.
  const idle = before.filter((row) => row.state === "kept" && row.count !== 0 && !items.has(nameOf(row))).map(({ id }) => id);
  if (gone.length === 0 && changed.length === 0 && idle.length === 0) return undefined;
  return async (tx) => {
    if (idle.length > 0) await tx.updateTable("identity_reviews").set({ count: 0 }).where("id", "in", idle).execute();
    if (gone.length > 0) await tx.deleteFrom("identity_reviews").where("id", "in", gone).execute();
    for (let from = 0; from < changed.length; from += PART_ROWS)
      await tx
        .insertInto("identity_reviews")
        .values(
          changed.slice(from, from + PART_ROWS).map(({ kind, subject, object, count, pairs }) => ({
            kind,
            subject,
            object,
            count,
            links: JSON.stringify({ pairs: pairs.slice(0, STORED_PAIRS).map(({ a, b }) => ({ a, b })) }),
            opened_at: new Date(at),
          })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(["kind", "subject", "object"])
            .doUpdateSet(({ ref }) => ({ count: ref("excluded.count"), links: ref("excluded.links") })),
        )
        .execute();
  };
}

function nameOf({ kind, subject, object }: Pick<Item, "subject" | "object"> & { kind: string }): string {
  return `${kind}\n${subject}\n${object}`;
}

function itemsOf({ keys, links, isComplete }: Gathered, { ignored, clashes }: Solved): Map<string, Item> {
  const items = new Map<string, Item>();
  const text = (key: number) => keyOf(keys[key]!);
  const seen = new Map<number, Set<number>>();
  const wanted = new Set(ignored.map(({ key }) => key));
  for (const { a, b, decision } of links) {
    if (decision !== 0) continue;
    for (const [key, other] of [[a, b] as const, [b, a] as const])
      if (wanted.has(key)) seen.set(key, (seen.get(key) ?? new Set()).add(other));
  }
  for (const { key, why, platform, count } of ignored) {
    if (!isComplete(key)) continue;
    const all = [...(seen.get(key) ?? [])].map((other) => ({ a: keys[key]!, b: keys[other]! }));
    const others = all.filter(({ b }) => b.platform === platform);
    // An identity that reaches others of its own platform has no link to them, only to identities in between: these are shown.
    const item = { kind: why, subject: text(key), object: platform, count, pairs: others.length > 0 ? others : all };
    items.set(nameOf(item), item);
  }
  for (const { one, other, a, b } of clashes) {
    if (!isComplete(one)) continue;
    const item = { kind: "clash" as const, subject: text(one), object: text(other) };
    const pairs = [...(items.get(nameOf(item))?.pairs ?? []), { a: keys[a]!, b: keys[b]! }];
    items.set(nameOf(item), { ...item, pairs, count: pairs.length });
  }
  return items;
}
