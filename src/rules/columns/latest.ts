import type { Aggregate } from "../plan/types.ts";
import type { Column } from "./column.ts";
import { readTyped } from "./read.ts";

export const latestColumn: Column<Extract<Aggregate, { kind: "latest" }>> = {
  kind: "latest",
  keeps: ({ type }) => ({ perCustomer: type === "text" || type === "list" ? 320 : 128, perRow: 0 }),
  overNothing: undefined,
  read: (raw, { type }) => readTyped(raw, type),
};
