import type { Selectable } from "kysely";
import type { Ctx, RecordTables } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** An override: a person's decision, which holds whatever the rule says. */
export interface Override {
  readonly id: number;
  /** The tag's number. */
  readonly tag: number;
  readonly customer: number;
  /** The tier; null for a rule tag, and for an override out of every tier. */
  readonly value: string | null;
  readonly direction: "in" | "out";
  readonly reason: string;
  readonly actor: string;
  readonly at: Instant;
  readonly expires: Instant | null;
}

export interface OverridesOf {
  readonly tags?: readonly number[];
  readonly customers?: readonly number[];
}

/**
 * The overrides that hold at an instant, without assignments of static tags (assignments/). At most one per tag and customer, in the order
 * they were set.
 */
export async function overridesInForce(ctx: Pick<Ctx, "records">, at: Instant, of: OverridesOf = {}): Promise<Override[]> {
  if (of.tags?.length === 0 || of.customers?.length === 0) return [];
  const then = new Date(at);
  let query = ctx.records
    .selectFrom("overrides")
    .selectAll()
    .where("assignment", "=", false)
    .where("created_at", "<=", then)
    .where(({ eb, or }) => or([eb("removed_at", "is", null), eb("removed_at", ">", then)]))
    .where(({ eb, or }) => or([eb("expires_at", "is", null), eb("expires_at", ">", then)]))
    .orderBy("id");
  if (of.tags) query = query.where("tag", "in", [...of.tags]);
  if (of.customers) query = query.where("customer", "in", [...of.customers]);
  const rows = await query.execute();
  return rows.map(overrideOf);
}

export function overrideOf(row: Selectable<RecordTables["overrides"]>): Override {
  return {
    id: row.id,
    tag: row.tag,
    customer: row.customer,
    value: row.value,
    direction: row.direction,
    reason: row.reason,
    actor: row.actor,
    at: row.created_at.getTime(),
    expires: row.expires_at ? row.expires_at.getTime() : null,
  };
}
