import type { WebTagKind } from "./webTagKind.ts";

export const tieredWeb: WebTagKind = {
  placeOnCustomer: 0,
  countTitle: "tags.members",
  newPart: {
    values: [5, 1].map((least) => ({ value: "", rule: { event: "Order Completed", within: "90d", is: `>= ${least}` } })),
  },
  whyNoConditions: () => "why.noTree",
};
