import type { SplitChoice } from "../../identity/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";

/** A split whose tags and overrides a person gave to one side or to both. */
export interface Chosen {
  readonly kept: number;
  readonly lost: number;
  readonly choices: readonly SplitChoice[];
}

/** Customers to put into a static tag and to take out of it. */
export type Turned = Map<number, { readonly add: Set<number>; readonly remove: Set<number> }>;

/**
 * Gives static tags, with what was said of them, and overrides to whom a person chose. Comes after what a split gives back by itself, and takes
 * its place. May run twice. @param held the static tags that the customers have now
 */
export async function choose(
  ctx: Ctx,
  { kept, lost, choices }: Chosen,
  held: ReadonlyMap<number, ReadonlySet<number>>,
  turned: Turned,
): Promise<void> {
  for (const { tag, to } of choices) {
    const change = turned.get(tag);
    if (change && (held.get(kept)?.has(tag) || held.get(lost)?.has(tag) || change.add.has(lost))) {
      const put = (customer: number, on: boolean) => {
        change[on ? "add" : "remove"].add(customer);
        change[on ? "remove" : "add"].delete(customer);
      };
      put(kept, to !== "leave");
      put(lost, to !== "stay");
    }
    await ctx.records.transaction().execute((tx) => chooseOverrides(tx, { tag, to }, kept, lost, new Date(ctx.clock())));
  }
}

async function chooseOverrides(tx: RecordsTx, { tag, to }: SplitChoice, kept: number, lost: number, now: Date): Promise<void> {
  const held = await tx
    .selectFrom("overrides")
    .selectAll()
    .where("tag", "=", tag)
    .where("customer", "in", [kept, lost])
    .where("removed_at", "is", null)
    .orderBy("id")
    .execute();
  const [of, other] = to === "leave" ? [lost, kept] : [kept, lost];
  const own = held.find(({ customer }) => Number(customer) === of);
  const theirs = held.find(({ customer }) => Number(customer) === other);
  if (to === "both") {
    const [one] = held;
    if (!one || held.length > 1) return;
    const { id: _, ...rest } = one;
    await tx
      .insertInto("overrides")
      .values({ ...rest, customer: Number(one.customer) === kept ? lost : kept })
      .execute();
  } else if (theirs) {
    // Whoever has one of its own keeps that.
    const change = own ? { removed_at: now } : { customer: of };
    await tx.updateTable("overrides").set(change).where("id", "=", theirs.id).execute();
  }
}
