import type { WebTagKind } from "./webTagKind.ts";

export const metricWeb: WebTagKind = {
  placeOnCustomer: 3,
  countTitle: "tag.withValue",
  newPart: { value: { event: "Order Completed", within: "365d" } },
  whyNoConditions: () => "why.noTree",
};
