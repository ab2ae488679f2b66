import { sql, type Sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readScaled } from "./read.ts";

/** The sum of the squares of a property's values, with 12 digits after the point, so that no digit is lost. */
export const squaresColumn: EventColumn<Extract<EventAggregate, { kind: "squares" }>> = {
  kind: "squares",
  sql({ property }, rows) {
    const { field, elements } = rows.property(property);
    const square = (value: Sql) => sql`ifNull(toDecimal256(${value}, 6) * toDecimal256(${value}, 6), 0)`;
    const summed = elements === null ? square(field) : sql`arraySum(arrayMap(v -> ${square(sql`v`)}, ${elements}))`;
    return sql`sumIf(${summed}, ${rows.filter ?? sql`true`})`;
  },
  keeps: perCustomer(40),
  overNothing: 0n,
  // The unit of a square is 10⁻¹².
  read: (raw) => readScaled(String(raw), 12),
  measure: ({ property }) => ({ kind: "standardDeviation", property, type: "number" }),
};
