import type { Text } from "../../kernel/index.ts";
import type { EventMeasure, Leaf, MeasureComparison, Test } from "./ast.ts";
import { isZero } from "../measures/measureLanguage.ts";
import { valueOfMeasure } from "../measures/languages.ts";
import type { Scope } from "./scope.ts";

/** Customers who have no value that a leaf could compare. The comparison is false for them, so its negation is true. */
export interface Missing {
  readonly who: Text;
  /** The leaf itself is a negation (is not, none of), which people read as true of such customers. */
  readonly negative: boolean;
}

/** Null when every customer has a value, or when the leaf asks just that. */
export function missingOf(leaf: Leaf, words: Pick<Scope, "catalogue">): Missing | null {
  switch (leaf.kind) {
    case "attribute": {
      if (leaf.tests.some(({ op }) => op === "isSet")) return null;
      const name = words.catalogue.attributes.get(leaf.attribute)?.name ?? { zh: leaf.attribute, en: leaf.attribute };
      return { who: { zh: `没有「${name.zh}」的客户`, en: `customers without ${name.en}` }, negative: leaf.tests.some(isNegative) };
    }
    case "event":
      return ofMeasure(leaf, leaf.is, words);
    case "metric":
      return ofMeasure(leaf.value, leaf.is, words);
    case "trend":
      return { who: { zh: "没有可比数据的客户", en: "customers with nothing to compare" }, negative: false };
    case "rank":
      return { who: { zh: "不参加排名的客户", en: "customers who are not ranked" }, negative: false };
    case "consent":
      return { who: { zh: "没有表示过的客户", en: "customers who never said" }, negative: false };
    case "tag":
    case "segment":
    case "sequence":
    case "cycle":
      return null;
  }
}

function ofMeasure({ event, measure }: EventMeasure, is: MeasureComparison, { catalogue }: Pick<Scope, "catalogue">): Missing | null {
  if (isZero(valueOfMeasure(measure))) return null;
  const name = catalogue.events.get(event)?.name ?? { zh: event, en: event };
  if (is.as === "value" && is.tests.some(({ op }) => op === "isSet")) return null;
  const negative = is.as === "value" ? is.tests.some(isNegative) : is.is.op === "neq";
  return { who: { zh: `没有相应「${name.zh}」的客户`, en: `customers without such ${name.en}` }, negative };
}

function isNegative(test: Test): boolean {
  const { op } = test.op === "ignoringCase" ? test.test : test;
  return op === "neq" || op === "notIn";
}
