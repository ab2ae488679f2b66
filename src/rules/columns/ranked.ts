import type { Aggregate } from "../plan/types.ts";
import { perCustomer, type Column } from "./column.ts";
import { readWhole } from "./read.ts";

export const rankedColumn: Column<Extract<Aggregate, { kind: "ranked" }>> = {
  kind: "ranked",
  keeps: perCustomer(96),
  overNothing: 0n,
  read: readWhole,
};
