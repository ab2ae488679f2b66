import type { Ctx, RecordsTx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { Override } from "./overridesInForce.ts";

export type NewOverride = Omit<Override, "id">;

/** Stores an override, which replaces the customer's earlier one for the tag. */
export async function replaceOverride(tx: RecordsTx, override: NewOverride): Promise<void> {
  await tx
    .updateTable("overrides")
    .set({ removed_at: new Date(override.at) })
    .where("tag", "=", override.tag)
    .where("customer", "=", override.customer)
    .where("removed_at", "is", null)
    .execute();
  await tx.insertInto("overrides").values(rowOf(override)).execute();
}

/** Stores overrides for customers who have none for the tag; an override that has ended does not count. Returns the ids of those stored. */
export async function addOverrides(tx: RecordsTx, overrides: readonly NewOverride[]): Promise<number[]> {
  if (overrides.length === 0) return [];
  const stored = await tx
    .insertInto("overrides")
    .values(overrides.map(rowOf))
    .onConflict((conflict) => conflict.columns(["tag", "customer"]).where("removed_at", "is", null).doNothing())
    .returning("id")
    .execute();
  return stored.map(({ id }) => id);
}

/** Marks overrides and assignments of these tags as removed when their end has come. */
export async function removeEnded(tx: RecordsTx, tags: readonly number[], at: Instant): Promise<void> {
  if (tags.length === 0) return;
  await tx
    .updateTable("overrides")
    .set({ removed_at: new Date(at) })
    .where("removed_at", "is", null)
    .where("expires_at", "<=", new Date(at))
    .where("tag", "in", [...tags])
    .execute();
}

export async function removeOverrideRow(tx: RecordsTx, id: number, at: Instant): Promise<void> {
  await tx
    .updateTable("overrides")
    .set({ removed_at: new Date(at) })
    .where("id", "=", id)
    .execute();
}

/** Removes those of these overrides that are still stored; returns how many. Takes about ten thousand ids at most. */
export async function removeOverrideRows(records: Ctx["records"], ids: readonly number[], at: Instant): Promise<number> {
  if (ids.length === 0) return 0;
  const removed = await records
    .updateTable("overrides")
    .set({ removed_at: new Date(at) })
    .where("removed_at", "is", null)
    .where("id", "in", [...ids])
    .returning("id")
    .execute();
  return removed.length;
}

/** Deletes every override and assignment of erased customers. */
export async function eraseOverrides(tx: RecordsTx, customers: readonly number[]): Promise<void> {
  await tx
    .deleteFrom("overrides")
    .where("customer", "in", [...customers])
    .execute();
}

function rowOf({ tag, customer, value, direction, reason, actor, at, expires }: NewOverride) {
  return {
    tag,
    customer,
    value,
    direction,
    reason,
    actor,
    created_at: new Date(at),
    expires_at: expires === null ? null : new Date(expires),
  };
}
