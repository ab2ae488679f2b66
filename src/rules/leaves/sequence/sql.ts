import { literal, sql, type Sql } from "../../../engine/index.ts";
import type { Predicate } from "../../plan/types.ts";
import type { SqlScope } from "../../sql/moment.ts";

/**
 * Whether some chain of instants holds. A step can be reached at those of its instants that have an instant of the previous step in reach.
 */
export function sequenceSql({ steps, without }: Extract<Predicate, { kind: "sequence" }>, scope: SqlScope): Sql {
  const [first, ...later] = steps;
  let reached = sql.id(first!.times);
  for (const { times, within } of later) {
    const near = within === null ? sql.empty : sql` AND t <= s + ${literal.integer(within)}`;
    reached = sql`arrayFilter(t -> arrayExists(s -> s < t${near}, ${reached}), ${sql.id(times)})`;
  }
  if (without === null) return sql`notEmpty(${reached})`;
  const length = literal.integer(without.within);
  return sql`arrayExists(s -> s + ${length} <= ${literal.integer(scope.asOf)} AND NOT arrayExists(t -> t > s AND t <= s + ${length}, ${sql.id(without.times)}), ${reached})`;
}
