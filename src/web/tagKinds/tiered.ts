import type { WebTagKind } from "./webTagKind.ts";

export const tieredWeb: WebTagKind = {
  placeOnCustomer: 0,
  countTitle: "tags.members",
  whyNoConditions: () => "why.noTree",
};
