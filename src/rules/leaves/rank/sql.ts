import { literal, sql, type Sql } from "../../../engine/index.ts";
import { parseDecimal } from "../../../kernel/index.ts";
import type { Aggregate, Fraction, MeasureColumn, Predicate } from "../../plan/types.ts";

type Position = Extract<Aggregate, { kind: "rank" | "ranked" }>;

export function isPosition(measure: MeasureColumn): measure is MeasureColumn & { aggregate: Position } {
  return measure.aggregate.kind === "rank" || measure.aggregate.kind === "ranked";
}

/** Positions over the columns of all ranked customers: `columns` gives `customer` and the columns of the fraction. */
export function positionsSql(columns: Sql, measures: readonly (MeasureColumn & { aggregate: Position })[]): Sql {
  const windows = measures.map(({ id, aggregate }) => {
    const isRanked = sql`${sql.id(aggregate.known)} > 0`;
    if (aggregate.kind === "ranked") return sql`countIf(${isRanked}) OVER () AS ${sql.id(id)}`;
    const order = sql`${orderSql(aggregate.value)} ${aggregate.side === "top" ? sql`DESC` : sql`ASC`}`;
    return sql`if(${isRanked}, rank() OVER (PARTITION BY ${isRanked} ORDER BY ${order}), 0) AS ${sql.id(id)}`;
  });
  return sql`SELECT *, ${sql.join(windows)} FROM (${columns})`;
}

/**
 * Orders fractions exactly: the quotient in millionths with 25 more digits. Two quotients of sums by counts below 10¹² differ by more than
 * 10⁻²⁴, so different ones stay different and equal ones equal.
 */
function orderSql({ over, under }: Fraction): Sql {
  return under === null
    ? sql.id(over)
    : sql`intDiv(toInt256(toDecimal256(${sql.id(over)}, 6) * 1000000) * toInt256('10000000000000000000000000'), greatest(${sql.id(under)}, 1))`;
}

/** rank × 100 ≤ percent × ranked, in millionths; 0 for customers who are not ranked. */
export function rankSql({ rank, ranked, limit }: Extract<Predicate, { kind: "rank" }>): Sql {
  const value = parseDecimal(limit.value)!;
  const within =
    limit.as === "count"
      ? sql`${sql.id(rank)} <= ${literal.integer(value / 1_000_000n)}`
      : sql`toUInt128(${sql.id(rank)}) * 100000000 <= toUInt128(${sql.id(ranked)}) * ${literal.integer(value)}`;
  return sql`(${sql.id(rank)} > 0 AND ${within})`;
}
