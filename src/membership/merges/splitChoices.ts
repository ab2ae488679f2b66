import type { SplitChoice } from "../../identity/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";

/** A split, with the side that a person chose for tags and overrides. */
export interface SplitDecision {
  readonly kept: number;
  readonly lost: number;
  readonly choices: readonly SplitChoice[];
}

/** The customers to add to each tag and to remove from it. */
export type MembershipChanges = Map<number, { readonly add: Set<number>; readonly remove: Set<number> }>;

/**
 * Gives static tags with their assignments, and overrides, to the side that a person chose. Runs after the automatic return of a split and
 * overrides it. May run twice.
 * @param tagsByCustomer the static tags that the customers have now
 */
export async function applySplitChoices(
  ctx: Ctx,
  { kept, lost, choices }: SplitDecision,
  tagsByCustomer: ReadonlyMap<number, ReadonlySet<number>>,
  changes: MembershipChanges,
): Promise<void> {
  for (const { tag, to } of choices) {
    const change = changes.get(tag);
    if (change && (tagsByCustomer.get(kept)?.has(tag) || tagsByCustomer.get(lost)?.has(tag) || change.add.has(lost))) {
      const put = (customer: number, on: boolean) => {
        change[on ? "add" : "remove"].add(customer);
        change[on ? "remove" : "add"].delete(customer);
      };
      put(kept, to !== "leave");
      put(lost, to !== "stay");
    }
    await ctx.records.transaction().execute((tx) => applyOverrideChoice(tx, { tag, to }, kept, lost, new Date(ctx.clock())));
  }
}

async function applyOverrideChoice(tx: RecordsTx, { tag, to }: SplitChoice, kept: number, lost: number, now: Date): Promise<void> {
  const overrides = await tx
    .selectFrom("overrides")
    .selectAll()
    .where("tag", "=", tag)
    .where("customer", "in", [kept, lost])
    .where("removed_at", "is", null)
    .orderBy("id")
    .execute();
  const [of, other] = to === "leave" ? [lost, kept] : [kept, lost];
  const own = overrides.find(({ customer }) => Number(customer) === of);
  const theirs = overrides.find(({ customer }) => Number(customer) === other);
  if (to === "both") {
    const [one] = overrides;
    if (!one || overrides.length > 1) return;
    const { id: _, ...rest } = one;
    await tx
      .insertInto("overrides")
      .values({ ...rest, customer: Number(one.customer) === kept ? lost : kept })
      .execute();
  } else if (theirs) {
    // If the customer has an override of its own, that one stays.
    const change = own ? { removed_at: now } : { customer: of };
    await tx.updateTable("overrides").set(change).where("id", "=", theirs.id).execute();
  }
}
