import { tagKind } from "../../../kernel/index.ts";
import type { MetricLeaf } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { ref, text, type Keys } from "../../language/schema.ts";
import { join } from "../../language/scope.ts";
import { measureReads, readMeasureComparison } from "../event/language.ts";
import { measureComparisonWords } from "../event/words.ts";
import { readTagName } from "../tag/language.ts";
import { askedOfMeasure } from "../event/asked.ts";
import { measuredFields } from "../event/fields.ts";
import { missingOfMeasure } from "../event/missing.ts";

const KEYS: Keys = {
  metric: text("指标标签的代码或名称", "code or name of a metric tag"),
  is: ref("bareOrTests", '比较，如 ">= 200"', 'a comparison, such as ">= 200"'),
};

/** `{ metric: aov_365, is: ">= 200" }`: a comparison of the measure of a metric tag. */
export const metricLanguage: LeafLanguage<MetricLeaf> = {
  key: "metric",
  keys: KEYS,
  needs: ["metric"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const tag = readTagName(raw["metric"], join(path, "metric"), reading);
    if (!tag) return undefined;
    if (tagKind(tag.kind).hasMembers) {
      return reading.wrong(join(path, "metric"), "RULE_TAG_KIND", {
        tag: tag.code,
        kind: tag.kind,
        wanted: "it is not a metric tag",
        wantedZh: "它不是指标标签",
      });
    }
    // The definition of that tag is invalid; the error is reported there.
    if (!tag.measure) return undefined;
    const is = readMeasureComparison(raw["is"], tag.measure.measure, join(path, "is"), reading);
    return is && { kind: "metric", tag: tag.code, value: tag.measure, is };
  },
  sentence(leaf, words) {
    const name = words.tags.get(leaf.tag)?.name ?? { zh: leaf.tag, en: leaf.tag };
    const wanted = this.wanted(leaf, words);
    return { zh: `指标「${name.zh}」${wanted.zh}`, en: `the metric ${name.en} ${wanted.en}` };
  },
  wanted: (leaf, words) => measureComparisonWords(leaf.is, leaf.value, words),
  reads: (leaf) => [...measureReads(leaf.value), { kind: "tag", tag: leaf.tag }],
  missing: (leaf, words) => missingOfMeasure(leaf.value, leaf.is, words),
  asked: (leaf) => askedOfMeasure(leaf.value, leaf.is),
  shownFields: (leaf, catalogue) => measuredFields(leaf.value, catalogue),
  counted: (leaf) => [leaf.value],
};
