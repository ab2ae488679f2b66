import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readDecimal } from "./read.ts";

export const sumColumn: EventColumn<Extract<EventAggregate, { kind: "sum" }>> = {
  kind: "sum",
  sql({ property }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    return elements === null ? sql`sumIf(ifNull(${field}, 0), ${filter})` : sql`sumIf(arraySum(v -> ifNull(v, 0), ${elements}), ${filter})`;
  },
  keeps: perCustomer(16),
  overNothing: 0n,
  read: readDecimal,
  measure: ({ property }) => ({ kind: "sum", property, type: "number" }),
};
