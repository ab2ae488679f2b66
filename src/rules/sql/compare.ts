import { literal, sql, type Sql } from "../../engine/index.ts";
import { subtractDuration, type Duration } from "../../kernel/index.ts";
import { MIRRORED } from "../interpret/values.ts";
import type { Comparison, Operator } from "../language/index.ts";
import type { SqlScope } from "./moment.ts";

const SIGN: Readonly<Record<Operator, Sql>> = { eq: sql`=`, neq: sql`!=`, gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` };

export function compareSql<T>(value: Sql, is: Comparison<T>, write: (wanted: T) => Sql): Sql {
  if (is.op === "all") return allSql(is.of.map((part) => compareSql(value, part, write)));
  if (is.op === "notBetween") return sql`(${value} < ${write(is.low)} OR ${value} > ${write(is.high)})`;
  if (is.op === "between") return sql`(${value} >= ${write(is.low)} AND ${value} <= ${write(is.high)})`;
  return sql`${value} ${SIGN[is.op]} ${write(is.value)}`;
}

export function allSql(parts: readonly Sql[]): Sql {
  return sql`(${sql.join(parts, " AND ")})`;
}

/** asOf − the instant, compared with a duration. */
export function elapsedSql(value: Sql, is: Comparison<Duration>, scope: SqlScope): Sql {
  const { asOf, timezone } = scope;
  if (is.op === "all") return allSql(is.of.map((part) => elapsedSql(value, part, scope)));
  const back = (duration: Duration) => literal.instant(subtractDuration(asOf, duration, timezone));
  if (is.op === "between") return sql`(${value} <= ${back(is.low)} AND ${value} >= ${back(is.high)})`;
  if (is.op === "notBetween") return sql`(${value} > ${back(is.low)} OR ${value} < ${back(is.high)})`;
  return sql`${value} ${SIGN[MIRRORED[is.op]]} ${back(is.value)}`;
}
