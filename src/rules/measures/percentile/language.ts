import { formatDecimal, parseDecimal } from "../../../kernel/index.ts";
import type { ValueType } from "../../language/ast.ts";
import { objectOf, text, type Keys } from "../../language/schema.ts";
import { describe, isObject, join } from "../../language/scope.ts";
import { numberWords } from "../../language/words.ts";
import { betweenValues, type MeasureLanguage } from "../measureLanguage.ts";
import { AMOUNTS, readMeasuredProperty } from "../property.ts";

/** The value that this share of the values does not exceed, like PERCENTILE.INC of a spreadsheet: linear between the two closest ranks. */
export interface Percentile {
  readonly kind: "percentile";
  readonly property: string;
  readonly type: ValueType;
  /** Decimal text from 0 to 100. */
  readonly percent: string;
}

const KEYS: Keys = {
  property: text("行为属性的名称", "name of a property"),
  percent: { type: ["number", "string"], description: { zh: "0 到 100", en: "0 to 100" } },
};

const HIGHEST_PERCENT = 100_000_000n;

/** `{ percentile: { property: amount, percent: 90 } }`. */
export const percentileLanguage: MeasureLanguage<Percentile> = {
  kind: "percentile",
  read(argument, event, path, reading) {
    if (!isObject(argument)) {
      return reading.shape(path, argument, "{ property: 属性, percent: 90 }", "{ property: a property, percent: 90 }");
    }
    reading.onlyKeys(argument, Object.keys(KEYS), path);
    const property = readMeasuredProperty("percentile", AMOUNTS(), argument["property"], event, join(path, "property"), reading);
    const { percent } = argument;
    const text =
      typeof percent === "number" || typeof percent === "string"
        ? String(percent)
            .trim()
            .replace(/\s*[%％]$/, "")
        : "";
    const size = /^\d{1,3}(?:\.\d{1,6})?$/.test(text) ? parseDecimal(text) : undefined;
    if (size === undefined || size > HIGHEST_PERCENT)
      return reading.wrong(join(path, "percent"), "RULE_PERCENT", { found: describe(percent) });
    return property && { kind: "percentile", property: property.code, type: property.type, percent: formatDecimal(size) };
  },
  words({ property, percent }, { events, property: named }) {
    const name = named(property);
    const value = numberWords(percent);
    return { zh: `${events.zh}的${name.zh} ${value}% 分位数`, en: `${value}% percentile of ${name.en} over ${events.en}` };
  },
  value: ({ type }) => betweenValues(type),
  argument: objectOf(KEYS, Object.keys(KEYS)),
  form: {
    comparedAs: "number",
    of: "amounts",
    variants: ["25", "75", "90", "95"],
    write: (variant, property) => ({ property, percent: Number(variant) }),
    read(argument) {
      if (!isObject(argument) || typeof argument["property"] !== "string") return null;
      const { percent } = argument;
      return typeof percent === "number" ? { variant: String(percent), property: argument["property"] } : null;
    },
  },
};
