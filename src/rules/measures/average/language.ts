import type { ValueType } from "../../language/ast.ts";
import { betweenValues, type MeasureLanguage } from "../measureLanguage.ts";
import { AMOUNTS, readMeasuredProperty } from "../property.ts";

/** The mean of a property's values, compared without dividing. */
export interface Average {
  readonly kind: "average";
  readonly property: string;
  readonly type: ValueType;
}

export const averageLanguage: MeasureLanguage<Average> = {
  kind: "average",
  read(argument, event, path, reading) {
    const property = readMeasuredProperty("average", AMOUNTS(), argument, event, path, reading);
    return property && { kind: "average", property: property.code, type: property.type };
  },
  words({ property }, { events, property: named }) {
    const name = named(property);
    return { zh: `${events.zh}的${name.zh}平均`, en: `average of ${name.en} over ${events.en}` };
  },
  value: ({ type }) => betweenValues(type),
  form: { comparedAs: "number", of: "amounts" },
};
