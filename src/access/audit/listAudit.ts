import { z } from "zod";
import { readCursor, writeCursor, type AuditEntry } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { formatInstant, requirePermission, type Instant } from "../../kernel/index.ts";
import { aboutCustomer } from "./reads.ts";

const Place = z.object({ before: z.number().int().positive() });

export interface ListAudit {
  /** changes: what people and programs did. reads: who saw personal data, and look-ups by identity. */
  readonly of: "changes" | "reads";
  /** An action such as `tag.publish`, or its first part: `tag`. */
  readonly action?: string | undefined;
  /** An actor's id or name. */
  readonly actor?: string | undefined;
  /** A customer's number. Only for reads. */
  readonly customer?: number | undefined;
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Changes or reads with their actors, newest first. @throws CURSOR_INVALID */
export async function listAudit({ ctx, input }: Verb<ListAudit>): Promise<{ items: AuditEntry[]; next: string | null; total: null }> {
  requirePermission(ctx, "team.manage");
  const before = readCursor("audit", Place, input.cursor)?.before;
  let query = ctx.records
    .selectFrom(input.of === "reads" ? "reads" : "audit")
    .selectAll()
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  const { action, actor, customer, since, until } = input;
  if (before !== undefined) query = query.where("id", "<", before);
  if (action !== undefined)
    query = query.where(({ eb, or }) => or([eb("action", "=", action), eb("action", "like", `${escaped(action)}.%`)]));
  if (actor !== undefined) query = query.where(({ eb, or }) => or([eb("actor", "=", actor), eb("actor_name", "=", actor)]));
  if (customer !== undefined) query = query.where(aboutCustomer(customer));
  if (since !== undefined) query = query.where("at", ">=", new Date(since));
  if (until !== undefined) query = query.where("at", "<", new Date(until));
  const rows = await query.execute();
  const shown = rows.slice(0, input.limit);
  const unmasked = ctx.actor.permissions.has("customer.personal");
  return {
    items: shown.map((row) => ({
      id: Number(row.id),
      at: formatInstant(row.at.getTime()),
      actor: { kind: row.actor_kind, id: row.actor, name: row.actor_name },
      action: row.action,
      // The old and new values of a change may be personal data.
      details: unmasked ? row.details : {},
      request: row.request,
    })),
    next: rows.length > shown.length ? writeCursor("audit", { before: Number(shown.at(-1)!.id) }) : null,
    total: null,
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
