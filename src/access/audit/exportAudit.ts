import { Readable } from "node:stream";
import type { AuditEntry } from "../../contract/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { requirePermission, type Lang } from "../../kernel/index.ts";
import { guarded } from "../../sheets/index.ts";
import { audit } from "./audit.ts";
import { auditRows, type AuditFilter } from "./auditRows.ts";

const PAGE_ROWS = 1_000;

const HEADINGS: Readonly<Record<Lang, readonly string[]>> = {
  zh: ["编号", "时间", "谁", "谁的编号", "操作", "内容", "地址", "请求"],
  en: ["id", "time", "who", "id of who", "action", "details", "address", "request"],
};

/** The rows as CSV, newest first, read in pages while they are sent. Excel needs the byte order mark to read UTF-8. */
export async function exportAudit({ ctx, input }: Verb<AuditFilter>): Promise<Readable> {
  requirePermission(ctx, "team.manage");
  const { of, action, actor, thing, customer, since, until } = input;
  const filter = { of, action, actor, thing, customer, since, until };
  await ctx.records.transaction().execute((tx) => audit(tx, ctx, "audit.export", filter));
  return Readable.from(linesOf(ctx, filter));
}

async function* linesOf(ctx: Ctx, filter: AuditFilter): AsyncGenerator<string> {
  yield `\uFEFF${lineOf(HEADINGS[ctx.lang])}`;
  for (let rows = await auditRows(ctx, filter, undefined, PAGE_ROWS); rows.length > 0;) {
    yield rows.map((row) => lineOf(cellsOf(row))).join("");
    rows = rows.length < PAGE_ROWS ? [] : await auditRows(ctx, filter, rows.at(-1)!.id, PAGE_ROWS);
  }
}

function cellsOf({ id, at, actor, action, details, address, request }: AuditEntry): string[] {
  return [String(id), at, actor.name, `${actor.kind}:${actor.id}`, action, JSON.stringify(details), address, request];
}

/** RFC 4180, with texts that a spreadsheet would run as a formula made harmless. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${guarded(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
}
