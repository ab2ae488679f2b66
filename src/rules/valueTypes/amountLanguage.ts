import { parseDecimal } from "../../kernel/index.ts";
import { LINE, type ValueTypeLanguage } from "./language.ts";

/** What the types of values that are amounts (numbers, durations) have in common: decimal text in the tree, compared along a line. */
export const AMOUNT = {
  keys: ["is", "isNot", "in", "notIn", "gt", "gte", "lt", "lte", "eq", "neq", "between", "isSet"],
  bare: { one: "eq", several: "in" },
  isCompared: true,
  hasCase: false,
  domain: LINE,
  position: (value) => parseDecimal(String(value)),
  measured: "amount",
} as const satisfies Partial<ValueTypeLanguage>;
