import { instantOfFacts, literal, type Ctx } from "../engine/index.ts";
import { formatInstant } from "../kernel/index.ts";
import { checkCombination, planBuilder, planRule, tagsOf, type Rule } from "../rules/index.ts";
import { loadTags } from "../tags/index.ts";
import { selectionSql } from "./select.ts";

/** Who moved into and out of a segment when an evaluation changed the tags it combines. */
export interface SegmentMoves {
  /** The combination. */
  readonly where: Rule;
  readonly entered: boolean;
  readonly left: boolean;
}

export interface SegmentMove {
  readonly customer: number;
  readonly move: "entered" | "left";
  readonly at: string;
  readonly cause: string;
}

/** How many moved in each evaluation after one, up to another, oldest first. Told from the ledger alone, so it is the same whenever it is asked. */
export async function countSegmentMoves(
  ctx: Ctx,
  moves: SegmentMoves,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<{ evaluation: number; moves: number }[]> {
  const tags = await tagsIn(ctx, moves.where);
  if (tags.length === 0) return [];
  const rows = await ctx.facts.rows<{ evaluation: string }>(
    `SELECT evaluation FROM ledger WHERE tag IN (${tags.join(", ")}) AND evaluation > ${literal.integer(after)} AND evaluation <= ${literal.integer(upTo)}
     GROUP BY evaluation ORDER BY evaluation LIMIT ${literal.integer(limit)}`,
  );
  const counted: { evaluation: number; moves: number }[] = [];
  for (const evaluation of rows.map((row) => Number(row.evaluation))) {
    const found = await bitmapsOf(ctx, moves.where, evaluation);
    if (!found) continue;
    const [row] = await ctx.facts.rows<{ entered: string; left: string }>(
      `SELECT bitmapCardinality(entered) AS entered, bitmapCardinality(left) AS left FROM (${found.sql})`,
    );
    const count = (moves.entered ? Number(row!.entered) : 0) + (moves.left ? Number(row!.left) : 0);
    if (count > 0) counted.push({ evaluation, moves: count });
  }
  return counted;
}

/** The moves of one evaluation from a place on, by customer. */
export async function segmentMovesOf(
  ctx: Ctx,
  { where, entered, left }: SegmentMoves,
  evaluation: number,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<SegmentMove[]> {
  const found = await bitmapsOf(ctx, where, evaluation);
  if (!found) return [];
  const part = (bitmap: string) =>
    `SELECT arrayJoin(bitmapToArray(${bitmap})) AS customer, ${literal.text(bitmap)} AS move FROM (${found.sql})`;
  const rows = await ctx.facts.rows<{ customer: number; move: "entered" | "left" }>(
    `SELECT customer, move FROM (${[...(entered ? [part("entered")] : []), ...(left ? [part("left")] : [])].join(" UNION ALL ")})
     ORDER BY customer LIMIT ${literal.integer(limit)} OFFSET ${literal.integer(from)}`,
  );
  return rows.map((row) => ({ ...row, at: found.at, cause: found.cause }));
}

async function tagsIn(ctx: Ctx, where: Rule): Promise<string[]> {
  const set = await loadTags({ ctx });
  const formula = planRule(checkCombination(where, set.refs), planBuilder());
  return [...new Set(tagsOf(formula))].map((code) => literal.integer(set.tags.get(code)!.id));
}

/** SQL for one row `entered, left`: the segment after the evaluation beside the segment before it. Null when it touched none of the tags. */
async function bitmapsOf(ctx: Ctx, where: Rule, evaluation: number): Promise<{ sql: string; at: string; cause: string } | null> {
  const set = await loadTags({ ctx });
  const formula = planRule(checkCombination(where, set.refs), planBuilder());
  const tags = [...new Set(tagsOf(formula))].map((code) => literal.integer(set.tags.get(code)!.id)).join(", ");
  const number = literal.integer(evaluation);
  const [entry] = await ctx.facts.rows<{ entries: string; at: string; cause: string; recorded: string; before: string }>(
    `SELECT countIf(evaluation = ${number}) AS entries, anyIf(l.at, evaluation = ${number}) AS at, anyIf(l.cause, evaluation = ${number}) AS cause,
       maxIf(l.recorded, evaluation = ${number}) AS recorded, maxIf(l.recorded, evaluation < ${number}) AS before
     FROM ledger AS l WHERE tag IN (${tags}) AND evaluation <= ${number}`,
  );
  if (Number(entry!.entries) === 0) return null;
  // Who enters was out and who leaves was in, so a customer is a member after an odd number of moves.
  const members = (sign: "<=" | "<") =>
    `(SELECT tag, value, groupBitmapXorState(bitmapXor(entered, left)) AS customers FROM ledger WHERE tag IN (${tags}) AND evaluation ${sign} ${number} GROUP BY tag, value)`;
  // Whoever came between two evaluations is new to what is negated, too.
  const known = (at: string) => `customers WHERE created <= ${literal.instant(instantOfFacts(at))}`;
  const after = selectionSql(formula, set, members("<="), known(entry!.recorded));
  const before = selectionSql(formula, set, members("<"), known(entry!.before));
  return {
    sql: `SELECT bitmapAndnot(a.selected, b.selected) AS entered, bitmapAndnot(b.selected, a.selected) AS left FROM (${after}) AS a CROSS JOIN (${before}) AS b`,
    at: formatInstant(instantOfFacts(entry!.at)),
    cause: entry!.cause,
  };
}
