import type { Text } from "../../kernel/index.ts";
import type { ValueType } from "../language/ast.ts";
import type { MeasureLanguage } from "./language.ts";
import { readMeasuredProperty, SINGLE } from "./property.ts";

/**
 * One of the property's values. At the first or last matching event that has one (at one instant: the smaller, the larger), or the most
 * frequent (ties: the smaller). Of a list's member: at an event the first or last of the elements that count, in the list's order; all of them are counted.
 */
export interface Pick<K extends "first" | "last" | "mostFrequent"> {
  readonly kind: K;
  readonly property: string;
  readonly type: ValueType;
}

export function pickLanguage<K extends "first" | "last" | "mostFrequent">(kind: K, which: Text): MeasureLanguage<Pick<K>> {
  return {
    kind,
    read(argument, event, path, reading) {
      const property = readMeasuredProperty(kind, SINGLE, argument, event, path, reading);
      return property && { kind, property: property.code, type: property.type };
    },
    words({ property }, { events, property: named }) {
      const name = named(property);
      return { zh: `${events.zh}${which.zh}${name.zh}`, en: `the ${which.en} ${name.en} of ${events.en}` };
    },
    value: ({ type }) => ({ as: "value", type, withoutComparison: "isSet" }),
    form: { comparedAs: "value", of: "values" },
  };
}
