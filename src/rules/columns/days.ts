import { literal, sql } from "../../engine/index.ts";
import type { EventAggregate } from "../plan/types.ts";
import type { EventColumn } from "./column.ts";
import { readWhole } from "./read.ts";

export const daysColumn: EventColumn<Extract<EventAggregate, { kind: "days" }>> = {
  kind: "days",
  sql: (_aggregate, { filter, timezone }) => sql`uniqExactIf(toDate(toTimeZone(time, ${literal.text(timezone)})), ${filter ?? sql`true`})`,
  keeps: () => ({ perCustomer: 64, perRow: 24 }),
  overNothing: 0n,
  read: readWhole,
  measure: () => ({ kind: "activeDays" }),
  decidedBy: "anyEvent",
};
