import { literal, sql } from "../../engine/index.ts";
import { STORED_TYPES } from "../../catalogue/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import type { EventColumn } from "./column.ts";
import { readTyped } from "./read.ts";

export const mostFrequentColumn: EventColumn<Extract<EventAggregate, { kind: "mostFrequent" }>> = {
  kind: "mostFrequent",
  sql({ property, type }, rows) {
    const { field, elements } = rows.property(property);
    const filter = rows.filter ?? sql`true`;
    const stored = STORED_TYPES[type].single;
    const counted =
      elements === null
        ? sql`sumMapIf([assumeNotNull(${field})], [toUInt64(1)], ${filter} AND isNotNull(${field}))`
        : sql`sumMapIf(arrayMap(v -> CAST(assumeNotNull(v) AS ${literal.type(stored)}), ${elements}), arrayMap(v -> toUInt64(1), ${elements}), ${filter})`;
    // Keys are sorted, so with equal counts the smallest value comes first.
    return sql`if(empty(${counted}.1), NULL, CAST(${counted}.1[indexOf(${counted}.2, arrayMax(${counted}.2))] AS Nullable(${literal.type(stored)})))`;
  },
  keeps: () => ({ perCustomer: 192, perRow: 96 }),
  overNothing: undefined,
  read: (raw, { type }) => readTyped(raw, type),
  measure: ({ property, type }) => ({ kind: "mostFrequent", property, type }),
};
