import { both } from "../../language/words.ts";
import { readBoolean } from "../../language/values.ts";
import type { ValueTypeLanguage } from "../language.ts";

export const booleanLanguage: ValueTypeLanguage = {
  keys: ["is", "isNot", "isSet"],
  read: readBoolean,
  bare: { one: "eq", several: "in" },
  isCompared: false,
  hasCase: false,
  // Without the quotes 不是 and 是 run together to 不是是, and 是 and 否 to 是否, which means "whether".
  words: (value) => (value === true ? both("「是」", "true") : both("「否」", "false")),
  seenWords: (value) => (value === true ? both("是", "true") : both("否", "false")),
  domain: { kind: "names", known: ["true", "false"], mayMiss: true },
  measured: "value",
};
