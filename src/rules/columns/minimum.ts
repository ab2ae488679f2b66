import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readTyped } from "./read.ts";

export const minimumColumn: EventColumn<Extract<EventAggregate, { kind: "minimum" }>> = {
  kind: "minimum",
  sql({ property }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    return elements === null ? sql`minIf(${field}, ${filter})` : sql`minArrayIf(${elements}, ${filter})`;
  },
  keeps: perCustomer(24),
  overNothing: undefined,
  read: (raw, _aggregate, type) => readTyped(raw, type),
  measure: ({ property }) => ({ kind: "minimum", property, type: "number" }),
  decidedBy: "extremeValue",
};
