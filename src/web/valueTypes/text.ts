import type { WebType } from "./webType.ts";

export const textWeb: WebType = {
  operators: ["is", "isNot", "in", "notIn", "contains", "containsAny", "startsWith", "endsWith", "matches", "isSet", "notSet"],
  field: "text",
  newValue: "",
  text: String,
};
