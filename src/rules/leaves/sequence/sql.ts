import { textLiteral as literal } from "../../../engine/index.ts";
import type { Predicate } from "../../plan/types.ts";
import type { SqlScope } from "../../sql/moment.ts";

/**
 * Whether some chain of instants holds. A step can be reached at those of its instants that have an instant of the previous step in reach.
 */
export function sequenceSql({ steps, without }: Extract<Predicate, { kind: "sequence" }>, scope: SqlScope): string {
  const [first, ...later] = steps;
  let reached = first!.times;
  for (const { times, within } of later) {
    const near = within === null ? "" : ` AND t <= s + ${literal.integer(within)}`;
    reached = `arrayFilter(t -> arrayExists(s -> s < t${near}, ${reached}), ${times})`;
  }
  if (without === null) return `notEmpty(${reached})`;
  const length = literal.integer(without.within);
  return `arrayExists(s -> s + ${length} <= ${literal.integer(scope.asOf)} AND NOT arrayExists(t -> t > s AND t <= s + ${length}, ${without.times}), ${reached})`;
}
