import type { EventMeasure, MeasureComparison } from "../../language/ast.ts";
import { isNegative, type Missing } from "../../language/missing.ts";
import type { Scope } from "../../language/scope.ts";
import { valueOfMeasure } from "../../measures/languages.ts";
import { isZero } from "../../measures/measureLanguage.ts";

/** Customers for whom a measure has no value; null when every customer has one. */
export function missingOfMeasure(
  { event, measure }: EventMeasure,
  is: MeasureComparison,
  { catalogue }: Pick<Scope, "catalogue">,
): Missing | null {
  if (isZero(valueOfMeasure(measure))) return null;
  const name = catalogue.events.get(event)?.name ?? { zh: event, en: event };
  if (is.as === "value" && is.tests.some(({ op }) => op === "isSet")) return null;
  const negative = is.as === "value" ? is.tests.some(isNegative) : is.is.op === "neq";
  return { who: { zh: `没有相应「${name.zh}」的客户`, en: `customers without such ${name.en}` }, negative };
}
