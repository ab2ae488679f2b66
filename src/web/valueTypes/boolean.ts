import type { WebType } from "./webType.ts";

export const booleanWeb: WebType = {
  operators: ["yes", "no", "isSet", "notSet"],
  field: "text",
  newValue: "",
  text: (value, { yesOrNo }) => (typeof value === "boolean" ? yesOrNo(value) : String(value)),
};
