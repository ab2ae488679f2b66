import type { ValueType } from "../../language/ast.ts";
import type { MeasureLanguage } from "../measureLanguage.ts";
import { AMOUNTS, readMeasuredProperty } from "../property.ts";

/** The sum of a property; 0 over nothing. */
export interface Sum {
  readonly kind: "sum";
  readonly property: string;
  readonly type: ValueType;
}

export const sumLanguage: MeasureLanguage<Sum> = {
  kind: "sum",
  read(argument, event, path, reading) {
    const property = readMeasuredProperty("sum", AMOUNTS(), argument, event, path, reading);
    return property && { kind: "sum", property: property.code, type: property.type };
  },
  words({ property }, { events, property: named }) {
    const name = named(property);
    return { zh: `${events.zh}的${name.zh}合计`, en: `sum of ${name.en} over ${events.en}` };
  },
  value: ({ type }) => ({ as: "number", of: type, overNothing: "zero", neverNegative: false, isFraction: false, isAmount: true }),
  form: { comparedAs: "number", of: "amounts" },
};
