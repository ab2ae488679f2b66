import type { TagMessage } from "./tagMessage.ts";

export const customerTagChanged: TagMessage = {
  type: "customer.tag.changed",
  move: "changed",
  needsTiers: true,
  fields: ({ previousValue, value }) => ({ previousValue, value }),
  sample: ([previousValue, value]) => (value === undefined ? null : { previousValue, value }),
};
