import { literal } from "../../engine/index.ts";
import { parseDecimal } from "../../kernel/index.ts";
import type { Predicate } from "../plan/types.ts";
import type { SqlScope } from "./moment.ts";
import { compareSql, elapsedSql, testsSql } from "./tests.ts";

/** A predicate over the columns of a pass; never NULL. */
export function predicateSql(predicate: Predicate, scope: SqlScope): string {
  const decimal = (text: string) => literal.decimal(parseDecimal(text)!);
  switch (predicate.kind) {
    case "number":
      return `ifNull(${compareSql(predicate.measure, predicate.is, decimal)}, false)`;
    case "average": {
      // Multiplied out rather than divided, so that 2.9999999 stays below 3.
      const wanted = (text: string) => `toDecimal128(${decimal(text)}, 6) * toInt64(${predicate.known})`;
      return `(${predicate.known} > 0 AND ${compareSql(predicate.sum, predicate.is, wanted)})`;
    }
    case "time":
      return `ifNull(${compareSql(predicate.measure, predicate.is, literal.instant)}, false)`;
    case "elapsed":
      return `ifNull(${elapsedSql(predicate.measure, predicate.is, scope)}, false)`;
    case "tests":
      return testsSql(predicate.measure, predicate.type, predicate.tests, scope);
  }
}
