import { sql, type Sql } from "../../engine/index.ts";
import type { Aggregate, Pass, Predicate } from "../plan/types.ts";
import { rankSql } from "../leaves/rank/sql.ts";
import type { SqlScope } from "./moment.ts";
import { columnsSql } from "./pass.ts";

/**
 * The value that is just enough for a rank, as one row `border`; NULL when no customer is within it. An average is cut after the sixth
 * digit.
 */
export function borderSql(
  pass: Pass,
  predicate: Extract<Predicate, { kind: "rank" }>,
  { value, side }: Extract<Aggregate, { kind: "rank" }>,
  scope: SqlScope,
): Sql {
  const amount =
    value.under === null
      ? sql.id(value.over)
      : sql`divideDecimal(toDecimal256(${sql.id(value.over)}, 6), toDecimal256(greatest(${sql.id(value.under)}, 1), 0), 6)`;
  const within = rankSql(predicate);
  return sql`
    SELECT if(countIf(${within}) = 0, NULL, toString(${side === "top" ? sql`minIf` : sql`maxIf`}(${amount}, ${within}))) AS border
    FROM (${columnsSql(pass, scope, { kind: "everybody" })})
  `;
}
