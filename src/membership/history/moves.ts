import { instantOfFacts, literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";

/** `changed`: from one tier of a tag to another in one evaluation; the customer neither enters nor leaves the tag. */
export type MoveKind = "entered" | "left" | "changed";

/** The move of one customer in one evaluation. */
export interface TagMove {
  readonly tag: number;
  readonly customer: number;
  /** The tier that was entered or left, after a change the new tier; "" for a tag without tiers. */
  readonly value: string;
  /** After a change the earlier tier; otherwise null. */
  readonly previousValue: string | null;
  /** The instant that the evaluation is true as of. */
  readonly at: string;
  readonly cause: string;
}

export interface EvaluationMoves<K extends string> {
  readonly evaluation: number;
  readonly moves: Readonly<Record<K, number>>;
}

/**
 * How many customers moved in each evaluation after one, up to another, oldest first, at most `limit` evaluations. An evaluation whose
 * moves cancel out is listed with zeros.
 */
export async function countMoves(
  ctx: Pick<Ctx, "facts">,
  tags: readonly number[],
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<EvaluationMoves<MoveKind>[]> {
  if (tags.length === 0) return [];
  const range = sql`${among(tags)} AND evaluation > ${literal.integer(after)} AND evaluation <= ${literal.integer(upTo)}`;
  // Evaluations are selected first: otherwise a webhook that was paused for months would merge the bitmaps of all of them at once.
  const chosen = sql`
    evaluation IN (
      SELECT DISTINCT evaluation
      FROM membership_changes
      WHERE ${range}
      ORDER BY evaluation
      LIMIT ${literal.integer(limit)}
    )
  `;
  const rows = await ctx.facts.rows<Record<"evaluation" | MoveKind, string>>(
    sql`
      SELECT
        evaluation,
        sum(bitmapAndnotCardinality(come, gone)) AS entered,
        sum(bitmapAndnotCardinality(gone, come)) AS left,
        sum(bitmapAndCardinality(come, gone)) AS changed
      FROM (${byTagSql(sql`${range} AND ${chosen}`)})
      GROUP BY evaluation
      ORDER BY evaluation
    `,
  );
  return rows.map(({ evaluation, entered, left, changed }) => ({
    evaluation: Number(evaluation),
    moves: { entered: Number(entered), left: Number(left), changed: Number(changed) },
  }));
}

/**
 * The moves of one kind in one evaluation, from a position on, always in the same order: by tag, tier, cause and customer. A page is cut
 * from the bitmaps, so its cost depends on its length only.
 */
export async function movesOf(
  ctx: Pick<Ctx, "facts">,
  { tags, kind }: { readonly tags: readonly number[]; readonly kind: MoveKind },
  evaluation: number,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<TagMove[]> {
  if (tags.length === 0) return [];
  const where = sql`${among(tags)} AND evaluation = ${literal.integer(evaluation)}`;
  const [start, count] = [literal.integer(from), literal.integer(limit)];
  const page = sql`subBitmap(moved, toUInt32(greatest(${start} - toInt64(before), 0)), toUInt32(${count}))`;
  const rows = await ctx.facts.rows<{ tag: number; value: string; cause: string; at: string; customer: number }>(
    sql`
      SELECT
        tag,
        value,
        cause,
        at,
        arrayJoin(bitmapToArray(${page})) AS customer
      FROM (
        SELECT
          tag,
          value,
          cause,
          at,
          moved,
          size,
          sum(size) OVER (ORDER BY tag, value, cause ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
        FROM (
          SELECT tag, value, cause, at, ${movedSql(kind)} AS moved, bitmapCardinality(moved) AS size
          FROM (
            SELECT
              tag,
              value,
              cause,
              any(l.at) AS at,
              groupBitmapMergeState(l.entered) AS entered,
              groupBitmapMergeState(l.left) AS left
            FROM membership_changes AS l
            WHERE ${where}
            GROUP BY tag, value, cause
          ) AS rows
          INNER JOIN (${byValueSql(where)}) AS tiers USING (tag, value)
          INNER JOIN (${byTagSql(where)}) AS tags USING (tag)
        )
      )
      WHERE before < ${start} + ${count} AND before + size > ${start}
      ORDER BY tag, value, cause, customer
      LIMIT ${count}
    `,
  );
  const previous = kind === "changed" ? await previousValues(ctx, rows, evaluation) : new Map<string, string>();
  return rows.map(({ tag, value, cause, at, customer }) => ({
    tag,
    customer,
    value,
    previousValue: previous.get(`${tag} ${customer}`) ?? null,
    at: formatInstant(instantOfFacts(at)),
    cause,
  }));
}

function movedSql(kind: MoveKind): Sql {
  switch (kind) {
    case "entered":
      return sql`bitmapAndnot(bitmapAndnot(rows.entered, tiers.outs), tags.gone)`;
    case "left":
      return sql`bitmapAndnot(bitmapAndnot(rows.left, tiers.ins), tags.come)`;
    case "changed":
      return sql`bitmapAnd(bitmapAndnot(rows.entered, tiers.outs), tags.gone)`;
  }
}

/** The tiers that these customers left, by `tag customer`. */
async function previousValues(
  ctx: Pick<Ctx, "facts">,
  moves: readonly { readonly tag: number; readonly customer: number }[],
  evaluation: number,
): Promise<ReadonlyMap<string, string>> {
  if (moves.length === 0) return new Map();
  const customers = sql`bitmapBuild(CAST([${sql.join(moves.map(({ customer }) => literal.integer(customer)))}] AS Array(UInt32)))`;
  const where = sql`${among([...new Set(moves.map(({ tag }) => tag))])} AND evaluation = ${literal.integer(evaluation)}`;
  const rows = await ctx.facts.rows<{ tag: number; value: string; customer: number }>(
    sql`
      SELECT tag, value, arrayJoin(bitmapToArray(bitmapAnd(bitmapAndnot(outs, ins), ${customers}))) AS customer
      FROM (${byValueSql(where)})
    `,
  );
  return new Map(rows.map(({ tag, value, customer }) => [`${tag} ${customer}`, value]));
}

/** SQL `evaluation, tag, value, ins, outs`: customers who entered and left each tier, for all causes. */
function byValueSql(where: Sql): Sql {
  return sql`
    SELECT evaluation, tag, value, groupBitmapMergeState(l.entered) AS ins, groupBitmapMergeState(l.left) AS outs
    FROM membership_changes AS l
    WHERE ${where}
    GROUP BY evaluation, tag, value
  `;
}

/** SQL `evaluation, tag, come, gone`: customers who entered a tier and who left a tier. A customer in both changed tiers. */
function byTagSql(where: Sql): Sql {
  return sql`
    SELECT
      evaluation,
      tag,
      groupBitmapMergeState(bitmapAndnot(ins, outs)) AS come,
      groupBitmapMergeState(bitmapAndnot(outs, ins)) AS gone
    FROM (${byValueSql(where)})
    GROUP BY evaluation, tag
  `;
}

function among(tags: readonly number[]): Sql {
  return sql`tag IN (${sql.join(tags.map(literal.integer))})`;
}
