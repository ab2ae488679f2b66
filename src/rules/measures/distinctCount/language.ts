import type { MeasureLanguage } from "../measureLanguage.ts";
import { readMeasuredProperty, SINGLE } from "../property.ts";

/** How many different values a property has. */
export interface DistinctCount {
  readonly kind: "distinctCount";
  readonly property: string;
}

export const distinctCountLanguage: MeasureLanguage<DistinctCount> = {
  kind: "distinctCount",
  read(argument, event, path, reading) {
    const property = readMeasuredProperty("distinctCount", SINGLE(), argument, event, path, reading);
    return property && { kind: "distinctCount", property: property.code };
  },
  words({ property }, { events, property: named }) {
    const name = named(property);
    return { zh: `${events.zh}的${name.zh}不同值个数`, en: `number of different values of ${name.en} over ${events.en}` };
  },
  value: () => ({ as: "count" }),
  form: { comparedAs: "count", of: "values" },
};
