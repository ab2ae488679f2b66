import { readValueText } from "../../language/values.ts";
import { textLanguage } from "../text/language.ts";
import { ANY_NAME, type ValueTypeLanguage } from "../language.ts";

export const listLanguage: ValueTypeLanguage = {
  keys: ["hasAny", "hasAll", "isSet"],
  read: readValueText,
  bare: { one: "hasAny", several: "hasAny" },
  isCompared: "never",
  hasCase: false,
  words: textLanguage.words,
  seenWords: (value) => ({ zh: (value as readonly string[]).join("、"), en: (value as readonly string[]).join(", ") }),
  domain: ANY_NAME,
  measured: "never",
};
