import { sql as recordsSql, type Selectable } from "kysely";
import type { AuditEntry } from "../../contract/index.ts";
import type { Ctx, RecordTables } from "../../engine/index.ts";
import { formatInstant, type Instant } from "../../kernel/index.ts";
import { aboutCustomer } from "./reads.ts";

export interface AuditFilter {
  /** changes: what people and programs did. reads: who saw personal data, and look-ups by identity. */
  readonly of: "changes" | "reads";
  /** An action such as `tag.publish`, or its first part: `tag`. */
  readonly action?: string | undefined;
  /** An actor's id, or part of a name. */
  readonly actor?: string | undefined;
  /** Text that the details contain. */
  readonly thing?: string | undefined;
  /** A customer's number. Only for reads. */
  readonly customer?: number | undefined;
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** The next rows below the id `before`, newest first. */
export async function auditRows(ctx: Ctx, filter: AuditFilter, before: number | undefined, limit: number): Promise<AuditEntry[]> {
  const { of, action, actor, thing, customer, since, until } = filter;
  let query = ctx.records
    .selectFrom(of === "reads" ? "reads" : "audit")
    .selectAll()
    .orderBy("id", "desc")
    .limit(limit);
  if (before !== undefined) query = query.where("id", "<", before);
  if (action !== undefined)
    query = query.where(({ eb, or }) => or([eb("action", "=", action), eb("action", "like", `${escaped(action)}.%`)]));
  if (actor !== undefined)
    query = query.where(({ eb, or }) => or([eb("actor", "=", actor), eb("actor_name", "ilike", `%${escaped(actor)}%`)]));
  const unmasked = ctx.actor.permissions.has("customer.personal");
  if (thing !== undefined)
    // Somebody who may not see the details must not find out by searching what they contain.
    query = unmasked
      ? query.where(recordsSql<boolean>`details::text ilike ${`%${escaped(thing)}%`}`)
      : query.where(recordsSql<boolean>`false`);
  if (customer !== undefined) query = query.where(aboutCustomer(customer));
  if (since !== undefined) query = query.where("at", ">=", new Date(since));
  if (until !== undefined) query = query.where("at", "<", new Date(until));
  return (await query.execute()).map((row) => entryOf(row, unmasked));
}

function entryOf(row: Selectable<RecordTables["reads"]>, unmasked: boolean): AuditEntry {
  return {
    id: Number(row.id),
    at: formatInstant(row.at.getTime()),
    actor: { kind: row.actor_kind, id: row.actor, name: row.actor_name },
    action: row.action,
    // The old and new values of a change may be personal data.
    details: unmasked ? row.details : {},
    request: row.request,
    address: row.address,
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
