import { tagKind } from "../../../../kernel/index.ts";
import type { TagMessage } from "./tagMessage.ts";

export const customerTagLeft: TagMessage = {
  type: "customer.tag.left",
  move: "left",
  needsTiers: false,
  fields: ({ value }, kind) => ({ value: tagKind(kind).hasTiers ? value : null }),
  sample: ([first]) => ({ value: first ?? null }),
};
