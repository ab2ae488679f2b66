import { z } from "zod";
import { readCursor, writeCursor, type ImportReport, type listImports as operation, type QueryOf } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";

const LIST = "imports";

/** Finished imports, newest first. @throws CURSOR_INVALID */
export async function listImports({
  ctx,
  input,
}: Verb<QueryOf<typeof operation>>): Promise<{ items: z.output<typeof ImportReport>[]; next: string | null; total: number }> {
  requirePermission(ctx, "data.import");
  const after = readCursor(LIST, z.number().int(), input.cursor);
  const done = ctx.records.selectFrom("imports").where("state", "=", "done");
  const { total } = await done.select((expression) => expression.fn.countAll<string | number>().as("total")).executeTakeFirstOrThrow();
  let query = done
    .select(["id", "report"])
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (after !== undefined) query = query.where("id", "<", after);
  const rows = await query.execute();
  const items = rows.slice(0, input.limit);
  return {
    items: items.map((row) => row.report as z.output<typeof ImportReport>),
    next: rows.length > input.limit ? writeCursor(LIST, Number(items.at(-1)!.id)) : null,
    total: Number(total),
  };
}
