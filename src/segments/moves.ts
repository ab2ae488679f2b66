import { instantOfFacts, literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import { formatInstant } from "../kernel/index.ts";
import type { EvaluationMoves } from "../membership/index.ts";
import { checkCombination, planBuilder, planRule, tagsOf, type Rule } from "../rules/index.ts";
import { loadTags } from "../tags/index.ts";
import { selectionSql } from "./select.ts";

export type SegmentMoveKind = "entered" | "left";

export interface SegmentMove {
  readonly customer: number;
  /** The instant of the evaluation's data. */
  readonly at: string;
  readonly cause: string;
}

/**
 * How many customers entered and left a combination in each evaluation of its tags within a range, oldest first. An evaluation without
 * moves has zeros. Computed only from the membership history, so the answer never changes later.
 */
export async function countSegmentMoves(
  ctx: Ctx,
  where: Rule,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<EvaluationMoves<SegmentMoveKind>[]> {
  const tags = await tagsIn(ctx, where);
  if (tags.length === 0) return [];
  const rows = await ctx.facts.rows<{ evaluation: string }>(
    sql`
      SELECT evaluation
      FROM membership_changes
      WHERE tag IN (${sql.join(tags)})
        AND evaluation > ${literal.integer(after)}
        AND evaluation <= ${literal.integer(upTo)}
      GROUP BY evaluation
      ORDER BY evaluation
      LIMIT ${literal.integer(limit)}
    `,
  );
  const counted: EvaluationMoves<SegmentMoveKind>[] = [];
  for (const evaluation of rows.map((row) => Number(row.evaluation))) {
    const found = await bitmapsOf(ctx, where, evaluation);
    if (!found) continue;
    const [row] = await ctx.facts.rows<{ entered: string; left: string }>(
      sql`SELECT bitmapCardinality(entered) AS entered, bitmapCardinality(left) AS left FROM (${found.sql})`,
    );
    counted.push({ evaluation, moves: { entered: Number(row!.entered), left: Number(row!.left) } });
  }
  return counted;
}

/** The moves of one kind in one evaluation, by customer, after a position. */
export async function segmentMovesOf(
  ctx: Ctx,
  { where, kind }: { readonly where: Rule; readonly kind: SegmentMoveKind },
  evaluation: number,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<SegmentMove[]> {
  const found = await bitmapsOf(ctx, where, evaluation);
  if (!found) return [];
  const page = sql`subBitmap(${sql.id(kind)}, toUInt32(${literal.integer(from)}), toUInt32(${literal.integer(limit)}))`;
  const rows = await ctx.facts.rows<{ customer: number }>(
    sql`
      SELECT arrayJoin(bitmapToArray(${page})) AS customer
      FROM (${found.sql})
      ORDER BY customer
    `,
  );
  return rows.map(({ customer }) => ({ customer, at: found.at, cause: found.cause }));
}

async function tagsIn(ctx: Ctx, where: Rule): Promise<Sql[]> {
  const set = await loadTags({ ctx });
  const formula = planRule(checkCombination(where, set.refs), planBuilder());
  return [...new Set(tagsOf(formula))].map((code) => literal.integer(set.tags.get(code)!.id));
}

/**
 * SQL for one row `entered, left`: the segment after the evaluation compared with the segment before it. Null if the evaluation changed
 * none of its tags.
 */
async function bitmapsOf(ctx: Ctx, where: Rule, evaluation: number): Promise<{ sql: Sql; at: string; cause: string } | null> {
  const set = await loadTags({ ctx });
  const formula = planRule(checkCombination(where, set.refs), planBuilder());
  const tags = sql.join([...new Set(tagsOf(formula))].map((code) => literal.integer(set.tags.get(code)!.id)));
  const number = literal.integer(evaluation);
  const [entry] = await ctx.facts.rows<{ entries: string; at: string; cause: string; recorded: string; before: string }>(
    sql`
      SELECT
        countIf(evaluation = ${number}) AS entries,
        anyIf(l.at, evaluation = ${number}) AS at,
        anyIf(l.cause, evaluation = ${number}) AS cause,
        maxIf(l.recorded, evaluation = ${number}) AS recorded,
        maxIf(l.recorded, evaluation < ${number}) AS before
      FROM membership_changes AS l
      WHERE tag IN (${tags}) AND evaluation <= ${number}
    `,
  );
  if (Number(entry!.entries) === 0) return null;
  // A customer who enters was outside, and one who leaves was inside. So a customer is a member after an odd number of moves.
  const members = (within: Sql) => sql`
    (
      SELECT tag, value, groupBitmapXorState(bitmapXor(entered, left)) AS customers
      FROM membership_changes
      WHERE tag IN (${tags}) AND ${within}
      GROUP BY tag, value
    )
  `;
  // A customer created between two evaluations is also new in a negated tag.
  const customersAt = (at: string) => sql`customers WHERE created <= ${literal.instant(instantOfFacts(at))}`;
  const after = selectionSql(formula, set, members(sql`evaluation <= ${number}`), customersAt(entry!.recorded));
  const before = selectionSql(formula, set, members(sql`evaluation < ${number}`), customersAt(entry!.before));
  return {
    sql: sql`
      SELECT bitmapAndnot(a.selected, b.selected) AS entered, bitmapAndnot(b.selected, a.selected) AS left
      FROM (${after}) AS a
      CROSS JOIN (${before}) AS b
    `,
    at: formatInstant(instantOfFacts(entry!.at)),
    cause: entry!.cause,
  };
}
