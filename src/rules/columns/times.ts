import type { EventAggregate } from "../plan/types.ts";
import type { EventColumn } from "./column.ts";

export const timesColumn: EventColumn<Extract<EventAggregate, { kind: "times" }>> = {
  kind: "times",
  sql() {
    throw new Error("instants are read from a source of several events");
  },
  keeps: () => ({ perCustomer: 64, perRow: 24 }),
  overNothing: undefined,
  read: (raw) => (raw as string[]).map(Number),
  measure: () => ({ kind: "count" }),
};
