import { z } from "zod";
import { readCursor, writeCursor, type TagMoves } from "../../contract/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { findTag, loadTags } from "../../tags/index.ts";
import { ENTRY_SQL, entryOf, type LedgerRow } from "./entry.ts";

export interface TagHistory {
  readonly tag: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const Place = z.object({ before: z.number().int().positive() });

interface Row extends LedgerRow {
  readonly entered: string;
  readonly left: string;
  readonly changed: string;
  readonly members: string;
  readonly moves: readonly [value: string, entered: string, left: string][];
}

/** What each evaluation changed of a tag, newest first, with the members after it. @throws TAG_NOT_FOUND, CURSOR_INVALID */
export async function tagHistory({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: TagHistory;
}): Promise<{ items: TagMoves[]; next: string | null; total: number }> {
  requirePermission(ctx, "tag.read");
  const tag = findTag(await loadTags({ ctx }), input.tag);
  const before = readCursor("tagHistory", Place, input.cursor)?.before;
  // Of a tiered tag who is in both bitmaps only went from tier to tier.
  const counted = `SELECT evaluation, ${ENTRY_SQL}, groupBitmapMergeState(l.entered) AS come, groupBitmapMergeState(l.left) AS gone,
      bitmapAndnotCardinality(come, gone) AS entered, bitmapAndnotCardinality(gone, come) AS left, bitmapAndCardinality(come, gone) AS changed,
      arraySort(groupArray((l.value, bitmapCardinality(l.entered), bitmapCardinality(l.left)))) AS moves
    FROM ledger AS l WHERE tag = ${literal.integer(tag.id)} GROUP BY evaluation`;
  const rows = await ctx.facts.rows<Row>(
    `SELECT evaluation, at, recorded, cause, version, actor, entered, left, changed, moves, members FROM (
       SELECT *, sum(toInt64(entered) - toInt64(left)) OVER (ORDER BY evaluation) AS members FROM (${counted})
     )${before === undefined ? "" : ` WHERE evaluation < ${literal.integer(before)}`} ORDER BY evaluation DESC LIMIT ${literal.integer(input.limit + 1)}`,
  );
  const [all] = await ctx.facts.rows<{ total: string }>(
    `SELECT uniqExact(evaluation) AS total FROM ledger WHERE tag = ${literal.integer(tag.id)}`,
  );
  const shown = rows.slice(0, input.limit);
  return {
    items: shown.map((row) => ({
      ...entryOf(row),
      entered: Number(row.entered),
      left: Number(row.left),
      changed: Number(row.changed),
      members: Number(row.members),
      values:
        tag.kind === "tiered" ? row.moves.map(([value, entered, left]) => ({ value, entered: Number(entered), left: Number(left) })) : [],
    })),
    next: rows.length > shown.length ? writeCursor("tagHistory", { before: Number(shown.at(-1)!.evaluation) }) : null,
    total: Number(all!.total),
  };
}
