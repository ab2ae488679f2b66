import type { ValueType } from "../../language/ast.ts";
import { betweenValues, type MeasureLanguage } from "../measureLanguage.ts";
import { AMOUNTS, readMeasuredProperty } from "../property.ts";

/** The middle value; with an even number of values the mean of the two in the middle. */
export interface Median {
  readonly kind: "median";
  readonly property: string;
  readonly type: ValueType;
}

export const medianLanguage: MeasureLanguage<Median> = {
  kind: "median",
  read(argument, event, path, reading) {
    const property = readMeasuredProperty("median", AMOUNTS(), argument, event, path, reading);
    return property && { kind: "median", property: property.code, type: property.type };
  },
  words({ property }, { events, property: named }) {
    const name = named(property);
    return { zh: `${events.zh}的${name.zh}中位数`, en: `median of ${name.en} over ${events.en}` };
  },
  value: ({ type }) => betweenValues(type),
  form: { comparedAs: "number", of: "amounts" },
};
