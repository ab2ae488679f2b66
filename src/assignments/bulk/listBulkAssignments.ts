import { z } from "zod";
import { requireSomewhere } from "../../access/index.ts";
import { readCursor, writeCursor, type BulkAssignmentShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import { visibleTags, type VisibleTags } from "../../tags/index.ts";
import type { StoredBulk } from "./bulkRow.ts";
import { tagRef, tagsById } from "./shown.ts";

interface ListInput {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Bulk assignments, newest first. One that names a hidden tag is left out. */
export async function listBulkAssignments({ ctx, input }: Verb<ListInput>): Promise<{
  items: BulkAssignmentShape[];
  next: string | null;
  total: null;
}> {
  await requireSomewhere(ctx, "assign");
  const visible = await visibleTags(ctx);
  const items: BulkAssignmentShape[] = [];
  let before = readCursor("bulkAssignments", z.number().int().min(1), input.cursor);
  for (;;) {
    let query = ctx.records
      .selectFrom("bulk_assignments")
      .selectAll()
      .orderBy("id", "desc")
      .limit(input.limit + 1);
    if (before !== undefined) query = query.where("id", "<", before);
    const rows = await query.execute();
    for (const row of rows) {
      const shown = shownBulk(visible, row);
      if (shown && items.length === input.limit) return { items, next: writeCursor("bulkAssignments", items.at(-1)!.bulk), total: null };
      if (shown) items.push(shown);
      before = Number(row.id);
    }
    if (rows.length <= input.limit) return { items, next: null, total: null };
  }
}

function shownBulk(visible: VisibleTags, row: StoredBulk): BulkAssignmentShape | undefined {
  const known = tagsById(visible);
  const all = tagsById(visible.all);
  const named = [...row.added, ...row.removed];
  // A tag that has been retired has left the set; the others of the assignment stay shown.
  if (named.some((id) => all.has(id) && !known.has(id))) return undefined;
  const refs = (ids: readonly number[]) => ids.flatMap((id) => (known.has(id) ? [tagRef(known.get(id)!)] : []));
  const moved = (direction: "in" | "out") =>
    (row.result?.tags ?? []).filter((each) => each.direction === direction).reduce((sum, each) => sum + each.moved, 0);
  return {
    bulk: Number(row.id),
    state: row.state,
    actor: row.actor_name,
    at: formatInstant(row.at.getTime()),
    customers: row.customers,
    reason: row.reason,
    until: row.until && formatInstant(row.until.getTime()),
    add: refs(row.added),
    remove: refs(row.removed),
    entered: moved("in"),
    left: moved("out"),
    notFound: row.result?.notFound ?? 0,
    undoneAt: row.undone_at && formatInstant(row.undone_at.getTime()),
    undoneBy: row.undone_by,
    changedSince: row.undone?.changedSince ?? null,
  };
}
