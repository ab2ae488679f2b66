import { textLiteral as literal } from "../../engine/index.ts";
import { subtractDuration, type Duration } from "../../kernel/index.ts";
import { MIRRORED } from "../interpret/values.ts";
import type { Comparison, Operator } from "../language/index.ts";
import type { SqlScope } from "./moment.ts";

const SIGN: Readonly<Record<Operator, string>> = { eq: "=", neq: "!=", gt: ">", gte: ">=", lt: "<", lte: "<=" };

export function compareSql<T>(value: string, is: Comparison<T>, write: (wanted: T) => string): string {
  if (is.op === "all") return allSql(is.of.map((part) => compareSql(value, part, write)));
  if (is.op === "notBetween") return `(${value} < ${write(is.low)} OR ${value} > ${write(is.high)})`;
  if (is.op === "between") return `(${value} >= ${write(is.low)} AND ${value} <= ${write(is.high)})`;
  return `${value} ${SIGN[is.op]} ${write(is.value)}`;
}

export function allSql(parts: readonly string[]): string {
  return `(${parts.join(" AND ")})`;
}

/** asOf − the instant, compared with a duration. */
export function elapsedSql(value: string, is: Comparison<Duration>, scope: SqlScope): string {
  const { asOf, timezone } = scope;
  if (is.op === "all") return allSql(is.of.map((part) => elapsedSql(value, part, scope)));
  const back = (duration: Duration) => literal.instant(subtractDuration(asOf, duration, timezone));
  if (is.op === "between") return `(${value} <= ${back(is.low)} AND ${value} >= ${back(is.high)})`;
  if (is.op === "notBetween") return `(${value} > ${back(is.low)} OR ${value} < ${back(is.high)})`;
  return `${value} ${SIGN[MIRRORED[is.op]]} ${back(is.value)}`;
}
