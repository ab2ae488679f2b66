import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readInstant } from "./read.ts";

export const firstTimeColumn: EventColumn<Extract<EventAggregate, { kind: "firstTime" }>> = {
  kind: "firstTime",
  sql: (_aggregate, { filter }) => (filter === null ? sql`minOrNull(time)` : sql`minOrNullIf(time, ${filter})`),
  keeps: perCustomer(24),
  overNothing: undefined,
  read: readInstant,
  measure: () => ({ kind: "timeSince", which: "first" }),
  decidedBy: "extremeTime",
};
