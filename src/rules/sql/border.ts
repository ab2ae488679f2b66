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
): string {
  const amount =
    value.under === null ? value.over : `divideDecimal(toDecimal256(${value.over}, 6), toDecimal256(greatest(${value.under}, 1), 0), 6)`;
  const within = rankSql(predicate);
  return `SELECT if(countIf(${within}) = 0, NULL, toString(${side === "top" ? "minIf" : "maxIf"}(${amount}, ${within}))) AS border FROM (${columnsSql(pass, scope, { kind: "everybody" })})`;
}
