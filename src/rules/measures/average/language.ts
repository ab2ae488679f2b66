import { BETWEEN_VALUES, type MeasureLanguage } from "../language.ts";
import { readMeasuredProperty } from "../property.ts";

/** The mean of a property's values, compared without dividing. */
export interface Average {
  readonly kind: "average";
  readonly property: string;
}

export const averageLanguage: MeasureLanguage<Average> = {
  kind: "average",
  read(argument, event, path, reading) {
    const property = readMeasuredProperty("average", ["number"], argument, event, path, reading);
    return property && { kind: "average", property: property.code };
  },
  words({ property }, { events, property: named }) {
    const name = named(property);
    return { zh: `${events.zh}的${name.zh}平均`, en: `average of ${name.en} over ${events.en}` };
  },
  value: () => BETWEEN_VALUES,
  form: { comparedAs: "number", of: "numbers" },
};
