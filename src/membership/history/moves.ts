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

/** One bitmap of the ledger that a page of moves takes from. */
interface Slice extends Omit<LedgerMove, "customer"> {
  readonly count: number;
}

/**
 * The moves of one evaluation from a place on, in an order that never changes: by tag, who left before who entered. The ledger is
 * never rewritten. A page costs what it holds, however many moved: it is cut out of the bitmaps.
 */
export async function movesOf(
  ctx: Pick<Ctx, "facts">,
  of: MovesOf,
  evaluation: number,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<LedgerMove[]> {
  const parts: string[] = [];
  const named: Slice[] = [];
  let before = 0;
  for (const slice of await slicesOf(ctx, of, evaluation)) {
    const start = Math.max(0, from - before);
    const end = Math.min(slice.count, from + limit - before);
    before += slice.count;
    if (start >= end) continue;
    parts.push(
      `SELECT ${named.length} AS slice, arrayJoin(bitmapToArray(subBitmap(groupBitmapMergeState(l.${slice.move}), toUInt32(${start}), toUInt32(${end - start})))) AS customer
       FROM ledger AS l WHERE tag = ${literal.integer(slice.tag)} AND value = ${literal.text(slice.value)} AND evaluation = ${literal.integer(evaluation)}`,
    );
    named.push(slice);
  }
  if (parts.length === 0) return [];
  const rows = await ctx.facts.rows<{ slice: number; customer: number }>(
    `SELECT slice, customer FROM (${parts.join(" UNION ALL ")}) ORDER BY slice, customer`,
    { settings: { max_query_size: 100_000_000 } },
  );
  return rows.map(({ slice, customer }) => {
    const { count: _, ...entry } = named[slice]!;
    return { ...entry, customer };
  });
}

async function slicesOf(ctx: Pick<Ctx, "facts">, { tags, entered, left }: MovesOf, evaluation: number): Promise<Slice[]> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; at: string; cause: string; come: string; gone: string }>(
    `SELECT tag, value, any(l.at) AS at, any(l.cause) AS cause, bitmapCardinality(groupBitmapMergeState(l.entered)) AS come, bitmapCardinality(groupBitmapMergeState(l.left)) AS gone
     FROM ledger AS l WHERE ${among(tags)} AND evaluation = ${literal.integer(evaluation)} GROUP BY tag, value ORDER BY tag, value`,
  );
  const slices = (["left", "entered"] as const).flatMap((move) =>
    (move === "entered" ? entered : left)
      ? rows.map(({ tag, value, at, cause, come, gone }): Slice => {
          return { tag, value, move, at: formatInstant(instantOfFacts(at)), cause, count: Number(move === "entered" ? come : gone) };
        })
      : [],
  );
  return slices.toSorted((a, b) => a.tag - b.tag);
}

function among(tags: readonly number[]): string {
  return `tag IN (${tags.map(literal.integer).join(", ")})`;
}
