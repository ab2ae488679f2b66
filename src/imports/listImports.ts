import { z } from "zod";
import { readCursor, writeCursor, type ImportRecord, type listImports as operation, type QueryOf } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { shownName } from "../files/index.ts";

const LIST = "imports";
type Record = z.output<typeof ImportRecord>;

/** Finished imports, newest first, including undone ones. @throws CURSOR_INVALID */
export async function listImports({
  ctx,
  input,
}: Verb<QueryOf<typeof operation>>): Promise<{ items: Record[]; next: string | null; total: number }> {
  requirePermission(ctx, "data.import");
  const after = readCursor(LIST, z.number().int(), input.cursor);
  const done = ctx.records.selectFrom("imports").where("state", "in", ["done", "undoing", "undone"]);
  const { total } = await done.select((expression) => expression.fn.countAll<string | number>().as("total")).executeTakeFirstOrThrow();
  let query = done
    .select(["id", "state", "report", "undone"])
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (after !== undefined) query = query.where("id", "<", after);
  const rows = await query.execute();
  const items = rows.slice(0, input.limit);
  return {
    items: items.map(({ state, report, undone }) => recordOf(state as Record["state"], report, undone)),
    next: rows.length > input.limit ? writeCursor(LIST, Number(items.at(-1)!.id)) : null,
    total: Number(total),
  };
}

/** Old reports lack the tag counts, and some contain the path of the file. */
function recordOf(state: Record["state"], report: unknown, undone: unknown): Record {
  const written = report as Omit<Record, "state" | "undone" | "tagged" | "tagsCreated" | "productsAdded"> &
    Partial<Pick<Record, "tagged" | "tagsCreated" | "productsAdded">>;
  const { tagged = 0, tagsCreated = [], productsAdded = 0 } = written;
  return {
    ...written,
    tagged,
    tagsCreated,
    productsAdded,
    file: shownName({ name: written.file }),
    state,
    // An undo that still runs has only its first counts here.
    undone: state === "undone" ? (undone as Record["undone"]) : null,
  };
}
