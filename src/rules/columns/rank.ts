import type { Aggregate } from "../plan/types.ts";
import { perCustomer, type Column } from "./column.ts";
import { readWhole } from "./read.ts";

export const rankColumn: Column<Extract<Aggregate, { kind: "rank" }>> = {
  kind: "rank",
  keeps: perCustomer(96),
  overNothing: 0n,
  read: readWhole,
};
