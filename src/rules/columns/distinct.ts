import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import type { EventColumn } from "./column.ts";
import { readWhole } from "./read.ts";

export const distinctColumn: EventColumn<Extract<EventAggregate, { kind: "distinct" }>> = {
  kind: "distinct",
  sql({ property }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    return elements === null ? sql`uniqExactIf(${field}, ${filter})` : sql`uniqExactArrayIf(${elements}, ${filter})`;
  },
  keeps: () => ({ perCustomer: 128, perRow: 64 }),
  overNothing: 0n,
  read: readWhole,
  measure: ({ property }) => ({ kind: "distinctCount", property }),
  decidedBy: "anyValue",
};
