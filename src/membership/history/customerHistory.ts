import { z } from "zod";
import { readCursor, writeCursor, type CustomerMove } from "../../contract/index.ts";
import { instantOfFacts, literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { requirePermission, tagKind } from "../../kernel/index.ts";
import { findTag, hiddenTags, visibleTagNames, visibleTags } from "../../tags/index.ts";
import { assignmentsOfCustomer } from "../assignments/storedAssignments.ts";
import { ENTRY_SQL, entryOf, type HistoryRow } from "./historyEntry.ts";

export interface CustomerHistory {
  /** The number of an existing customer. */
  readonly customer: number;
  readonly tag?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const Place = z.object({ evaluation: z.number().int().positive(), tag: z.number().int().nonnegative() });

/** When a customer entered and left each tag and why, newest first. A change of tier is one move. @throws TAG_NOT_FOUND, CURSOR_INVALID */
export async function customerHistory({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CustomerHistory;
}): Promise<{ items: CustomerMove[]; next: string | null; total: null }> {
  requirePermission(ctx, "customer.read");
  const [faces, hidden] = await Promise.all([visibleTagNames(ctx), hiddenTags(ctx)]);
  const only = input.tag === undefined ? undefined : findTag(await visibleTags(ctx), input.tag).id;
  const after = readCursor("history", Place, input.cursor);
  const ofTag = only === undefined ? null : sql`tag = ${literal.integer(only)}`;
  // In the statement, so that pages are full and the place of the next one names no hidden tag.
  const seen = hidden.size === 0 ? null : sql`tag NOT IN (${sql.join([...hidden].map(literal.integer))})`;
  const older = after ? olderSql(after) : null;
  const one = sql`toUInt32(${literal.integer(input.customer)})`;
  const rows = await ctx.facts.rows<HistoryRow & { tag: number; come: string[]; gone: string[] }>(
    sql`
      SELECT
        tag,
        evaluation,
        ${ENTRY_SQL},
        groupArrayIf(value, come) AS come,
        groupArrayIf(value, gone) AS gone
      FROM (
        SELECT *, bitmapContains(entered, ${one}) AS come, bitmapContains(left, ${one}) AS gone
        FROM membership_changes
        WHERE ${sql.and([sql`(come OR gone)`, ofTag, seen, older])}
      ) AS l
      GROUP BY evaluation, tag
      ORDER BY evaluation DESC, tag
      LIMIT ${literal.integer(input.limit + 1)}
    `,
  );
  const assignments = (await assignmentsOfCustomer(ctx, input.customer)).all;
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.flatMap((row): CustomerMove[] => {
      const tag = faces.get(row.tag);
      if (!tag) return [];
      const [from = null, to = null] = [row.gone[0], row.come[0]];
      const move = from !== null && to !== null ? "changed" : to !== null ? "entered" : "left";
      const tiered = tagKind(tag.kind).hasTiers;
      const { reason = null, until = null } = assignments.get(`${row.tag}/${instantOfFacts(row.at)}`) ?? {};
      return [{ ...entryOf(row), tag: { ...tag }, move, from: tiered ? from : null, to: tiered ? to : null, reason, until }];
    }),
    next: rows.length > shown.length && last ? writeCursor("history", { evaluation: Number(last.evaluation), tag: last.tag }) : null,
    total: null,
  };
}

/** A condition for the moves after a place of the list. */
function olderSql(after: z.infer<typeof Place>): Sql {
  const evaluation = literal.integer(after.evaluation);
  return sql`(evaluation < ${evaluation} OR (evaluation = ${evaluation} AND tag > ${literal.integer(after.tag)}))`;
}
