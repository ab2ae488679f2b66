import { readValueText } from "../../language/values.ts";
import { ANY_NAME, type ValueTypeLanguage } from "../language.ts";

export const textLanguage: ValueTypeLanguage = {
  keys: ["is", "isNot", "in", "notIn", "contains", "containsAny", "startsWith", "endsWith", "matches", "isSet", "ignoreCase"],
  read: readValueText,
  bare: { one: "eq", several: "in" },
  isCompared: "never",
  hasCase: true,
  words: (value) => ({ zh: `「${String(value)}」`, en: `“${String(value)}”` }),
  seenWords: (value) => ({ zh: `「${String(value)}」`, en: `“${String(value)}”` }),
  domain: ANY_NAME,
  measured: "value",
};
