import { literal, sql } from "../../engine/index.ts";
import { STORED_TYPES } from "../../catalogue/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import type { EventColumn } from "./column.ts";
import { readTyped } from "./read.ts";

export const firstColumn: EventColumn<Extract<EventAggregate, { kind: "first" }>> = {
  kind: "first",
  sql({ property, type }, rows) {
    const { field, elements } = rows.property(property);
    const one = elements === null ? field : sql`${elements}[1]`;
    const known = sql`${rows.filter ?? sql`true`} AND ${elements === null ? sql`isNotNull(${field})` : sql`notEmpty(${elements})`}`;
    // Nullable: without a matching row a group must give NULL rather than the type's zero.
    return sql`argMinIf(CAST(${one} AS Nullable(${literal.type(STORED_TYPES[type].single)})), (time, assumeNotNull(${one})), ${known})`;
  },
  keeps: ({ type }) => ({ perCustomer: STORED_TYPES[type].keptBytes, perRow: 0 }),
  overNothing: undefined,
  read: (raw, { type }) => readTyped(raw, type),
  measure: ({ property, type }) => ({ kind: "first", property, type }),
};
