import type { WebTagKind } from "./webTagKind.ts";

export const metricWeb: WebTagKind = {
  placeOnCustomer: 3,
  countTitle: "tag.withValue",
  whyNoConditions: () => "why.noTree",
};
