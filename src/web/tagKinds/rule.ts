import type { WebTagKind } from "./webTagKind.ts";

export const ruleWeb: WebTagKind = {
  placeOnCustomer: 2,
  countTitle: "tags.members",
  whyNoConditions: () => "why.noTree",
};
