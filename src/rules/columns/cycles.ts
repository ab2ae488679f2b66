import type { Aggregate } from "../plan/types.ts";
import type { Column } from "./column.ts";

export const cyclesColumn: Column<Extract<Aggregate, { kind: "cycles" }>> = {
  kind: "cycles",
  keeps: () => ({ perCustomer: 256, perRow: 256 }),
  overNothing: undefined,
  read: (raw) =>
    (raw as { value: string; intervals: string; last: string; interval: string; own: unknown }[]).map(
      ({ value, intervals, last, interval, own }) => ({
        value,
        intervals: Number(intervals),
        last: Number(last),
        interval: Number(interval),
        own: own === true || own === 1,
      }),
    ),
};
