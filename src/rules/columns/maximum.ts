import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readTyped } from "./read.ts";

export const maximumColumn: EventColumn<Extract<EventAggregate, { kind: "maximum" }>> = {
  kind: "maximum",
  sql({ property }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    return elements === null ? sql`maxIf(${field}, ${filter})` : sql`maxArrayIf(${elements}, ${filter})`;
  },
  keeps: perCustomer(24),
  overNothing: undefined,
  read: (raw, _aggregate, type) => readTyped(raw, type),
  measure: ({ property }) => ({ kind: "maximum", property, type: "number" }),
  decidedBy: "extremeValue",
};
