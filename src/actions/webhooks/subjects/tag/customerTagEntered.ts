import { tagKind } from "../../../../kernel/index.ts";
import type { TagMessage } from "./tagMessage.ts";

export const customerTagEntered: TagMessage = {
  type: "customer.tag.entered",
  move: "entered",
  needsTiers: false,
  fields: ({ value }, kind) => ({ value: tagKind(kind).hasTiers ? value : null }),
  sample: ([first]) => ({ value: first ?? null }),
};
