import { BETWEEN_VALUES, type MeasureLanguage } from "../language.ts";
import { readMeasuredProperty } from "../property.ts";

/** The middle value; with an even number of values the mean of the two in the middle. */
export interface Median {
  readonly kind: "median";
  readonly property: string;
}

export const medianLanguage: MeasureLanguage<Median> = {
  kind: "median",
  read(argument, event, path, reading) {
    const property = readMeasuredProperty("median", ["number"], argument, event, path, reading);
    return property && { kind: "median", property: property.code };
  },
  words({ property }, { events, property: named }) {
    const name = named(property);
    return { zh: `${events.zh}的${name.zh}中位数`, en: `median of ${name.en} over ${events.en}` };
  },
  value: () => BETWEEN_VALUES,
  form: { comparedAs: "number", of: "numbers" },
};
