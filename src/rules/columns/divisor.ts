import { literal, sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readWhole } from "./read.ts";

/** The divisor of a fraction, the same for every customer who has a value; 0 for the others. */
export const divisorColumn: EventColumn<Extract<EventAggregate, { kind: "divisor" }>> = {
  kind: "divisor",
  sql({ property, of }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    const known = elements === null ? sql`countIf(${filter} AND isNotNull(${field}))` : sql`sumIf(length(${elements}), ${filter})`;
    return sql`if(${known} > 0, toUInt64(${literal.integer(of)}), 0)`;
  },
  keeps: perCustomer(8),
  overNothing: 0n,
  read: readWhole,
  measure: ({ property }) => ({ kind: "median", property, type: "number" }),
};
