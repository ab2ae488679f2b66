import type { ValueType } from "../language/ast.ts";
import { languageOfType, typesWithOrder } from "../valueTypes/languages.ts";
import type { MeasureLanguage } from "./measureLanguage.ts";
import { readMeasuredProperty } from "./property.ts";

/** The smallest or largest value of a number, a day or an instant. */
export interface Extreme<K extends "minimum" | "maximum"> {
  readonly kind: K;
  readonly property: string;
  readonly type: ValueType;
}

export function extremeLanguage<K extends "minimum" | "maximum">(kind: K, zh: string): MeasureLanguage<Extreme<K>> {
  return {
    kind,
    read(argument, event, path, reading) {
      const property = readMeasuredProperty(kind, typesWithOrder(), argument, event, path, reading);
      return property && { kind, property: property.code, type: property.type };
    },
    words({ property }, { events, property: named }) {
      const name = named(property);
      return { zh: `${events.zh}的${name.zh}${zh}`, en: `${kind} of ${name.en} over ${events.en}` };
    },
    value({ type }) {
      const { measured } = languageOfType(type);
      if (measured === "value") return { as: "value", type, withoutComparison: "refused" };
      if (measured === "instant") return { as: "time" };
      return { as: "number", of: type, overNothing: "missing", neverNegative: false, isFraction: false, isAmount: true };
    },
    form: { comparedAs: "number", of: "amounts" },
  };
}
