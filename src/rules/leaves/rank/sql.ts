import { textLiteral as literal } from "../../../engine/index.ts";
import { parseDecimal } from "../../../kernel/index.ts";
import type { Aggregate, Fraction, MeasureColumn, Predicate } from "../../plan/types.ts";

type Position = Extract<Aggregate, { kind: "rank" | "ranked" }>;

export function isPosition(measure: MeasureColumn): measure is MeasureColumn & { aggregate: Position } {
  return measure.aggregate.kind === "rank" || measure.aggregate.kind === "ranked";
}

/** Positions over the columns of all ranked customers: `columns` gives `customer` and the columns of the fraction. */
export function positionsSql(columns: string, measures: readonly (MeasureColumn & { aggregate: Position })[]): string {
  const windows = measures.map(({ id, aggregate }) => {
    const isRanked = `${aggregate.known} > 0`;
    if (aggregate.kind === "ranked") return `countIf(${isRanked}) OVER () AS ${id}`;
    const order = `${orderSql(aggregate.value)} ${aggregate.side === "top" ? "DESC" : "ASC"}`;
    return `if(${isRanked}, rank() OVER (PARTITION BY ${isRanked} ORDER BY ${order}), 0) AS ${id}`;
  });
  return `SELECT *, ${windows.join(", ")} FROM (${columns})`;
}

/**
 * Orders fractions exactly: the quotient in millionths with 25 more digits. Two quotients of sums by counts below 10¹² differ by more than
 * 10⁻²⁴, so different ones stay different and equal ones equal.
 */
function orderSql({ over, under }: Fraction): string {
  return under === null
    ? over
    : `intDiv(toInt256(toDecimal256(${over}, 6) * 1000000) * toInt256('10000000000000000000000000'), greatest(${under}, 1))`;
}

/** rank × 100 ≤ percent × ranked, in millionths; 0 for customers who are not ranked. */
export function rankSql({ rank, ranked, limit }: Extract<Predicate, { kind: "rank" }>): string {
  const value = parseDecimal(limit.value)!;
  const within =
    limit.as === "count"
      ? `${rank} <= ${literal.integer(value / 1_000_000n)}`
      : `toUInt128(${rank}) * 100000000 <= toUInt128(${ranked}) * ${literal.integer(value)}`;
  return `(${rank} > 0 AND ${within})`;
}
