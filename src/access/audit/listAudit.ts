import { z } from "zod";
import { readCursor, writeCursor, type AuditEntry } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { auditRows, type AuditFilter } from "./auditRows.ts";

const Place = z.object({ before: z.number().int().positive() });

export interface ListAudit extends AuditFilter {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Changes or reads with their actors, newest first. @throws CURSOR_INVALID */
export async function listAudit({ ctx, input }: Verb<ListAudit>): Promise<{ items: AuditEntry[]; next: string | null; total: null }> {
  requirePermission(ctx, "team.manage");
  const before = readCursor("audit", Place, input.cursor)?.before;
  const rows = await auditRows(ctx, input, before, input.limit + 1);
  const items = rows.slice(0, input.limit);
  return { items, next: rows.length > items.length ? writeCursor("audit", { before: items.at(-1)!.id }) : null, total: null };
}
