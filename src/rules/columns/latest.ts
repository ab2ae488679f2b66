import { STORED_TYPES } from "../../catalogue/index.ts";
import type { Aggregate } from "../plan/types.ts";
import type { Column } from "./column.ts";
import { readTyped } from "./read.ts";

export const latestColumn: Column<Extract<Aggregate, { kind: "latest" }>> = {
  kind: "latest",
  keeps: ({ type }) => ({ perCustomer: STORED_TYPES[type].keptBytes, perRow: 0 }),
  overNothing: undefined,
  read: (raw, { type }) => readTyped(raw, type),
};
