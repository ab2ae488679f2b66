import { instantOfFacts, literal, type Ctx } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";

/** Whose moves, and in which direction. */
export interface MovesOf {
  /** Numbers of tags. */
  readonly tags: readonly number[];
  readonly entered: boolean;
  readonly left: boolean;
}

/** One customer's move into or out of a tag (a tier of it) in one evaluation. */
export interface LedgerMove {
  readonly tag: number;
  readonly value: string;
  readonly customer: number;
  readonly move: "entered" | "left";
  /** The instant the evaluation answered about. */
  readonly at: string;
  readonly cause: string;
}

/** How many moved in each evaluation after one, up to another, oldest first; evaluations without a move are left out. */
export async function countMoves(
  ctx: Pick<Ctx, "facts">,
  { tags, entered, left }: MovesOf,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<{ evaluation: number; moves: number }[]> {
  if (tags.length === 0) return [];
  const counts = [entered && "bitmapCardinality(l.entered)", left && "bitmapCardinality(l.left)"].filter(Boolean).join(" + ");
  const rows = await ctx.facts.rows<{ evaluation: string; moves: string }>(
    `SELECT evaluation, sum(${counts}) AS moves FROM ledger AS l
     WHERE ${among(tags)} AND evaluation > ${literal.integer(after)} AND evaluation <= ${literal.integer(upTo)}
     GROUP BY evaluation HAVING moves > 0 ORDER BY evaluation LIMIT ${literal.integer(limit)}`,
  );
  return rows.map(({ evaluation, moves }) => ({ evaluation: Number(evaluation), moves: Number(moves) }));
}

/** The moves of one evaluation from a place on, in an order that never changes. The ledger is never rewritten. */
export async function movesOf(
  ctx: Pick<Ctx, "facts">,
  { tags, entered, left }: MovesOf,
  evaluation: number,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<LedgerMove[]> {
  const part = (bitmap: "entered" | "left") =>
    `SELECT tag, value, arrayJoin(bitmapToArray(l.${bitmap})) AS customer, ${literal.text(bitmap)} AS move, l.at AS at, l.cause AS cause
     FROM ledger AS l WHERE ${among(tags)} AND evaluation = ${literal.integer(evaluation)}`;
  const parts = [...(entered ? [part("entered")] : []), ...(left ? [part("left")] : [])];
  const rows = await ctx.facts.rows<LedgerMove>(
    `SELECT tag, value, customer, move, at, cause FROM (${parts.join(" UNION ALL ")})
     ORDER BY customer, tag, move DESC, value LIMIT ${literal.integer(limit)} OFFSET ${literal.integer(from)}`,
  );
  return rows.map((row) => ({ ...row, at: formatInstant(instantOfFacts(row.at)) }));
}

function among(tags: readonly number[]): string {
  return `tag IN (${tags.map(literal.integer).join(", ")})`;
}
