import { literal, sql, type Sql } from "../../engine/index.ts";
import { formatDecimal, parseDecimal } from "../../kernel/index.ts";
import { cycleSql } from "../leaves/cycle/sql.ts";
import { rankSql } from "../leaves/rank/sql.ts";
import { sequenceSql } from "../leaves/sequence/sql.ts";
import type { Predicate } from "../plan/types.ts";
import { signedSquare } from "../interpret/predicate.ts";
import type { SqlScope } from "./moment.ts";
import { compareSql, elapsedSql } from "./compare.ts";
import { testsSql } from "./tests.ts";

/** A predicate over the columns of a pass; never NULL. */
export function predicateSql(predicate: Predicate, scope: SqlScope): Sql {
  const decimal = (text: string) => literal.decimal(parseDecimal(text)!);
  switch (predicate.kind) {
    case "number":
      return sql`ifNull(${compareSql(sql.id(predicate.measure), predicate.is, decimal)}, false)`;
    case "quotient": {
      // Multiplied rather than divided, so that 2.9999999 stays below 3.
      const wanted = (text: string) => sql`toDecimal128(${decimal(text)}, 6) * toInt64(${sql.id(predicate.under)})`;
      return sql`(${sql.id(predicate.under)} > 0 AND ${compareSql(sql.id(predicate.over), predicate.is, wanted)})`;
    }
    case "deviation": {
      // Squares are compared, so no root has to be rounded.
      const { above, below } = varianceSql(predicate);
      const wanted = (text: string) => sql`toDecimal256(${literal.text(squareText(parseDecimal(text)!))}, 12) * ${below}`;
      return sql`(${sql.id(predicate.known)} > 1 AND ${compareSql(above, predicate.is, wanted)})`;
    }
    case "time":
      return sql`ifNull(${compareSql(sql.id(predicate.measure), predicate.is, literal.instant)}, false)`;
    case "elapsed":
      return sql`ifNull(${elapsedSql(sql.id(predicate.measure), predicate.is, scope)}, false)`;
    case "trend":
      return trendSql(predicate);
    case "sequence":
      return sequenceSql(predicate, scope);
    case "rank":
      return rankSql(predicate);
    case "cycle":
      return cycleSql(predicate, scope);
    case "tests":
      return testsSql(sql.id(predicate.measure), predicate.type, predicate.tests, scope);
  }
}

/**
 * The variance of a sample as a fraction: known × squares − sum², with 12 digits, over known × (known − 1). 256 bits cannot overflow here.
 */
export function varianceSql({ sum, squares, known }: { sum: string; squares: string; known: string }): { above: Sql; below: Sql } {
  const wide = sql`toDecimal256(${sql.id(sum)}, 6)`;
  const count = sql.id(known);
  return {
    above: sql`(toDecimal256(${count}, 0) * ${sql.id(squares)} - ${wide} * ${wide})`,
    below: sql`(toDecimal256(${count}, 0) * toDecimal256(toInt64(${count}) - 1, 0))`,
  };
}

/** The square of a decimal, with the decimal's sign and 12 digits after the point. */
function squareText(value: bigint): string {
  const square = signedSquare(value);
  const digits = (square < 0n ? -square : square).toString().padStart(13, "0");
  return `${square < 0n ? "-" : ""}${digits.slice(0, -12)}.${digits.slice(-12)}`;
}

/** Multiplied as in interpret/predicate.ts. 256 bits hold the product of four decimals of 18 digits. */
function trendSql({ now, then, by, is, before }: Extract<Predicate, { kind: "trend" }>): Sql {
  const wide = (column: string | null) => (column === null ? sql`toDecimal256(1, 0)` : sql`toDecimal256(${sql.id(column)}, 6)`);
  const count = (column: string | null) => (column === null ? sql`toDecimal256(1, 0)` : sql`toDecimal256(${sql.id(column)}, 0)`);
  const number = (text: string) => sql`toDecimal256(${literal.text(formatDecimal(parseDecimal(text)!))}, 6)`;
  const known = [now.under, then.under].flatMap((column) => (column === null ? [] : [sql`${sql.id(column)} > 0`]));
  const parts = [...known];
  if (before !== null) parts.push(compareSql(wide(then.over), before, (wanted) => sql`${number(wanted)} * ${count(then.under)}`));
  if (by === "ratio") {
    parts.push(
      sql`${sql.id(then.over)} > 0`,
      compareSql(
        sql`${wide(now.over)} * ${count(then.under)}`,
        is,
        (wanted) => sql`${number(wanted)} * ${wide(then.over)} * ${count(now.under)}`,
      ),
    );
  } else {
    parts.push(
      compareSql(
        sql`${wide(now.over)} * ${count(then.under)} - ${wide(then.over)} * ${count(now.under)}`,
        is,
        (wanted) => sql`${number(wanted)} * ${count(now.under)} * ${count(then.under)}`,
      ),
    );
  }
  return sql`ifNull(${sql.join(parts, " AND ")}, false)`;
}
