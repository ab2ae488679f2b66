import type { WebType } from "./webType.ts";

export const listWeb: WebType = {
  operators: ["hasAny", "hasAll", "isSet", "notSet"],
  field: "text",
  newValue: "",
  text: (value, { lang }) => (Array.isArray(value) ? value.join(lang === "zh" ? "、" : ", ") : String(value)),
};
