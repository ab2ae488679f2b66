import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readWhole } from "./read.ts";

export const knownColumn: EventColumn<Extract<EventAggregate, { kind: "known" }>> = {
  kind: "known",
  sql({ property }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    return elements === null ? sql`countIf(${filter} AND isNotNull(${field}))` : sql`sumIf(length(${elements}), ${filter})`;
  },
  keeps: perCustomer(8),
  overNothing: 0n,
  read: readWhole,
  measure: ({ property }) => ({ kind: "sum", property, type: "number" }),
  decidedBy: "anyValue",
};
