import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readWhole } from "./read.ts";

export const countColumn: EventColumn<Extract<EventAggregate, { kind: "count" }>> = {
  kind: "count",
  sql: (_aggregate, { filter }) => (filter === null ? sql`count()` : sql`countIf(${filter})`),
  keeps: perCustomer(8),
  overNothing: 0n,
  read: readWhole,
  measure: () => ({ kind: "count" }),
  decidedBy: "anyEvent",
};
