import type { Aggregate } from "../plan/types.ts";
import { perCustomer, type Column } from "./column.ts";
import { readInstant } from "./read.ts";

export const enteredColumn: Column<Extract<Aggregate, { kind: "entered" }>> = {
  kind: "entered",
  keeps: perCustomer(24),
  overNothing: undefined,
  read: readInstant,
};
