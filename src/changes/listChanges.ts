import { z } from "zod";
import { writeCursor, readCursor, type ChangeState, type ChangeSummary } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";
import type { ChangeRow } from "./entries.ts";
import { isOwn, mayTags } from "./mayDo.ts";
import { seeingChanges } from "./seenChanges.ts";
import { commentCounts, summaryOf } from "./summary.ts";

interface ListChanges {
  readonly state?: ChangeState | undefined;
  /** The code of a tag. */
  readonly tag?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** How many rows are read at once until a page is full. */
const READ_ROWS = 500;

/** The requests that the actor sees, newest first, and how many of the open ones wait for the actor. */
export async function listChanges({
  ctx,
  input,
}: Verb<ListChanges>): Promise<{ items: ChangeSummary[]; next: string | null; total: null; waiting: number }> {
  requirePermission(ctx, "tag.read");
  const { sees, policy, visible } = await seeingChanges(ctx);
  const { state, tag, limit } = input;
  const found: ChangeRow[] = [];
  let before = readCursor("changes", z.number().int(), input.cursor);
  let rows: ChangeRow[];
  do {
    let query = ctx.records.selectFrom("changes").selectAll().orderBy("id", "desc").limit(READ_ROWS);
    if (state !== undefined) query = query.where("state", "=", state);
    if (before !== undefined) query = query.where("id", "<", before);
    rows = await query.execute();
    found.push(...rows.filter(({ entries }) => sees(entries) && (tag === undefined || entries.some(({ code }) => code === tag))));
    before = rows.at(-1)?.id;
  } while (rows.length === READ_ROWS && found.length <= limit);
  const shown = found.slice(0, limit);
  const comments = await commentCounts(ctx.records, shown);
  const open = await ctx.records.selectFrom("changes").selectAll().where("state", "=", "open").execute();
  let waiting = 0;
  for (const row of open) if (sees(row.entries) && mayTags(policy, "approve", row, visible.all) && !(await isOwn(ctx, row))) waiting++;
  return {
    items: shown.map((row) => summaryOf(row, comments.get(row.id) ?? 0)),
    next: found.length > limit ? writeCursor("changes", shown.at(-1)!.id) : null,
    total: null,
    waiting,
  };
}
