import { sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import { perCustomer, type EventColumn } from "./column.ts";
import { readInstant } from "./read.ts";

export const lastTimeColumn: EventColumn<Extract<EventAggregate, { kind: "lastTime" }>> = {
  kind: "lastTime",
  sql: (_aggregate, { filter }) => (filter === null ? sql`maxOrNull(time)` : sql`maxOrNullIf(time, ${filter})`),
  keeps: perCustomer(24),
  overNothing: undefined,
  read: readInstant,
  measure: () => ({ kind: "timeSince", which: "last" }),
  decidedBy: "extremeTime",
};
