import type { Text } from "../../kernel/index.ts";
import type { ValueType } from "../language/ast.ts";
import type { MeasureLanguage } from "./measureLanguage.ts";
import { readMeasuredProperty, SINGLE } from "./property.ts";

/**
 * One of the property's values: at the first or last matching event with a value (at equal instants the smaller or the larger value), or
 * the most frequent value (with equal counts the smallest). For a member of a list: the first or last counted element of an event, in the
 * list's order; the most frequent counts all of them.
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
      const property = readMeasuredProperty(kind, SINGLE(), argument, event, path, reading);
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
