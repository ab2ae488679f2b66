import type { WebTagKind } from "./webTagKind.ts";

export const ruleWeb: WebTagKind = {
  placeOnCustomer: 2,
  countTitle: "tags.members",
  newPart: { rule: { event: "Order Completed", within: "90d", is: ">= 1" } },
  whyNoConditions: () => "why.noTree",
};
