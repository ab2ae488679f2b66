import type { ValueType } from "../../language/ast.ts";
import type { MeasureLanguage } from "../measureLanguage.ts";
import { AMOUNTS, readMeasuredProperty } from "../property.ts";

/** The standard deviation of a sample (STDEV.S): how far a property's values lie apart; missing for fewer than two values. */
export interface StandardDeviation {
  readonly kind: "standardDeviation";
  readonly property: string;
  readonly type: ValueType;
}

export const standardDeviationLanguage: MeasureLanguage<StandardDeviation> = {
  kind: "standardDeviation",
  read(argument, event, path, reading) {
    const property = readMeasuredProperty("standardDeviation", AMOUNTS(), argument, event, path, reading);
    return property && { kind: "standardDeviation", property: property.code, type: property.type };
  },
  words({ property }, { events, property: named }) {
    const name = named(property);
    return { zh: `${events.zh}的${name.zh}标准差`, en: `standard deviation of ${name.en} over ${events.en}` };
  },
  value: ({ type }) => ({ as: "number", of: type, overNothing: "missing", neverNegative: true, isFraction: true, isAmount: false }),
  form: { comparedAs: "number", of: "amounts" },
};
