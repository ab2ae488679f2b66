import { z } from "zod";
import { readCursor, writeCursor, type TagMoves } from "../../contract/index.ts";
import { literal, type Ctx, sql } from "../../engine/index.ts";
import { requirePermission, tagKind } from "../../kernel/index.ts";
import { findTag, visibleTags } from "../../tags/index.ts";
import { ENTRY_SQL, entryOf, type HistoryRow } from "./historyEntry.ts";

export interface TagHistory {
  readonly tag: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const Place = z.object({ before: z.number().int().positive() });

interface Row extends HistoryRow {
  readonly entered: string;
  readonly left: string;
  readonly changed: string;
  readonly members: string;
  readonly causes: readonly { readonly cause: string; readonly customers: string }[];
  readonly ins: Readonly<Record<string, string>>;
  readonly outs: Readonly<Record<string, string>>;
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
  const tag = findTag(await visibleTags(ctx), input.tag);
  const before = readCursor("tagHistory", Place, input.cursor)?.before;
  // A customer in both bitmaps of a tiered tag only changed the tier.
  const byCause = sql`
    SELECT
      evaluation,
      l.cause AS cause,
      any(l.at) AS at,
      any(l.recorded) AS recorded,
      any(l.version) AS version,
      any(l.actor) AS actor,
      groupBitmapMergeState(l.entered) AS come,
      groupBitmapMergeState(l.left) AS gone,
      bitmapOrCardinality(come, gone) AS customers,
      sumMap(map(l.value, bitmapCardinality(l.entered))) AS ins,
      sumMap(map(l.value, bitmapCardinality(l.left))) AS outs
    FROM membership_changes AS l
    WHERE tag = ${literal.integer(tag.id)}
    GROUP BY evaluation, cause
  `;
  const counted = sql`
    SELECT
      evaluation,
      ${ENTRY_SQL},
      groupBitmapMergeState(l.come) AS come,
      groupBitmapMergeState(l.gone) AS gone,
      bitmapAndnotCardinality(come, gone) AS entered,
      bitmapAndnotCardinality(gone, come) AS left,
      bitmapAndCardinality(come, gone) AS changed,
      CAST(groupArray((l.cause, l.customers)) AS Array(Tuple(cause String, customers UInt64))) AS counts,
      arraySort(one -> (-toInt64(one.customers), one.cause), counts) AS causes,
      sumMap(l.ins) AS ins,
      sumMap(l.outs) AS outs
    FROM (${byCause}) AS l
    GROUP BY evaluation
  `;
  const rows = await ctx.facts.rows<Row>(
    sql`
      SELECT evaluation, at, recorded, cause, version, actor, entered, left, changed, causes, ins, outs, members
      FROM (
        SELECT *, sum(toInt64(entered) - toInt64(left)) OVER (ORDER BY evaluation) AS members
        FROM (${counted})
      )
      ${before === undefined ? sql.empty : sql`WHERE evaluation < ${literal.integer(before)}`}
      ORDER BY evaluation DESC
      LIMIT ${literal.integer(input.limit + 1)}
    `,
  );
  const [all] = await ctx.facts.rows<{ total: string }>(
    sql`
      SELECT uniqExact(evaluation) AS total
      FROM membership_changes
      WHERE tag = ${literal.integer(tag.id)}
    `,
  );
  const shown = rows.slice(0, input.limit);
  return {
    items: shown.map((row) => ({
      ...entryOf(row),
      cause: row.causes[0]!.cause,
      causes: row.causes.map(({ cause, customers }) => ({ cause, customers: Number(customers) })),
      entered: Number(row.entered),
      left: Number(row.left),
      changed: Number(row.changed),
      members: Number(row.members),
      values: tagKind(tag.kind).hasTiers ? valuesOf(row) : [],
    })),
    next: rows.length > shown.length ? writeCursor("tagHistory", { before: Number(shown.at(-1)!.evaluation) }) : null,
    total: Number(all!.total),
  };
}

function valuesOf({ ins, outs }: Row): TagMoves["values"] {
  const values = [...new Set([...Object.keys(ins), ...Object.keys(outs)])].toSorted();
  return values.map((value) => ({ value, entered: Number(ins[value] ?? 0), left: Number(outs[value] ?? 0) }));
}
