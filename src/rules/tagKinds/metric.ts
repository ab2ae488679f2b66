import { measureWords } from "../leaves/event/words.ts";
import { MEASURED, readEventMeasure } from "../leaves/event/language.ts";
import type { EventMeasure } from "../language/ast.ts";
import { ref } from "../language/schema.ts";
import { isObject, join } from "../language/scope.ts";
import { capitalised } from "../language/words.ts";
import { typesMeasured } from "../valueTypes/languages.ts";
import { NEITHER, type TagKindLanguage } from "./tagKind.ts";

export interface MetricTag {
  readonly kind: "metric";
  readonly value: EventMeasure;
}

export const metricTag: TagKindLanguage<MetricTag> = {
  ...NEITHER,
  keys: { value: ref("measured", "指标标签：每位客户的数值或时间", "of a metric: a number or time for every customer") },
  read(raw, path, reading) {
    const at = join(path, "value");
    const { value } = raw;
    if (!isObject(value))
      return reading.shape(at, value, "一个度量，如 { event: …, measure: … }", "a measure, such as { event: …, measure: … }");
    reading.onlyKeys(value, Object.keys(MEASURED), at);
    const measured = readEventMeasure(value, at, reading);
    if (!measured) return undefined;
    const { measure } = measured;
    if ("property" in measure && "type" in measure && !typesMeasured("amount", "instant").includes(measure.type))
      return reading.wrong(join(at, "measure"), "RULE_MEASURE_TYPE", {
        measure: measure.kind,
        property: measure.property,
        type: measure.type,
      });
    return { kind: "metric", value: measured };
  },
  words: ({ value }, words) => capitalised(measureWords(value, words)),
  conditions: () => [],
  measure: ({ value }) => value,
  referred(_source, read) {
    const tag = read();
    return { values: [], ...(tag?.kind === "metric" && { measure: tag.value }) };
  },
};
