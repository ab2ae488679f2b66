import type { WebTagKind } from "./webTagKind.ts";

export const staticWeb: WebTagKind = {
  placeOnCustomer: 1,
  countTitle: "tags.members",
  newPart: {},
  whyNoConditions: (has) => (has ? "why.static" : "why.staticNot"),
};
