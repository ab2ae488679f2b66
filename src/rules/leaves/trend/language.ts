import type { Text } from "../../../kernel/index.ts";
import type { TrendLeaf } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { objectOf, ref, type Keys } from "../../language/schema.ts";
import { isObject, join } from "../../language/scope.ts";
import { orderOfNumbers, readComparison, readDuration, readNumber } from "../../language/values.ts";
import { both, comparisonWords, durationWords, numberWords } from "../../language/words.ts";
import { amountWords, readAmount } from "../../measures/amount.ts";
import { COUNTED, isAmount, readEventMeasure } from "../event/language.ts";
import { measureWords } from "../event/words.ts";
import { between, comparisonBounds, decimalPlace, within } from "../../language/sense/bounds.ts";
import type { Domain } from "../../language/sense/sets.ts";
import { NOTHING } from "../../language/sense/subject.ts";
import { measuredFields } from "../event/fields.ts";

const KEYS: Keys = {
  trend: objectOf(COUNTED, ["event"], { description: { zh: "比较什么", en: "what is compared" } }),
  window: ref("length", "两个窗口各多长", "the length of both windows"),
  ratio: ref("comparison", '与前一窗口的比值，如 "< 0.5"', 'the ratio to the window before, such as "< 0.5"'),
  difference: ref("comparison", "与前一窗口的差", "the difference to the window before"),
  before: ref("comparison", "前一窗口须满足的比较", "a comparison that the window before must meet"),
};

/** `{ trend: { event: Order Completed }, window: 90d, ratio: "< 0.5", before: ">= 2" }`; `difference` instead of `ratio` subtracts. */
export const trendLanguage: LeafLanguage<TrendLeaf> = {
  key: "trend",
  keys: KEYS,
  needs: ["trend", "window"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const at = join(path, "trend");
    const measured = isObject(raw["trend"]) ? raw["trend"] : undefined;
    if (!measured) return reading.shape(at, raw["trend"], "一个度量，如 { event: … }", "a measure, such as { event: … }");
    reading.onlyKeys(measured, Object.keys(COUNTED), at);
    const read = readEventMeasure({ event: measured["event"], where: measured["where"], measure: measured["measure"] }, at, reading);
    const within = readDuration(raw["window"], join(path, "window"), reading);
    const by = raw["ratio"] !== undefined ? "ratio" : "difference";
    if (raw["ratio"] !== undefined && raw["difference"] !== undefined)
      reading.wrong(path, "RULE_TWO_LEAVES", { keys: ["ratio", "difference"] });
    if (raw[by] === undefined)
      return reading.shape(
        join(path, "ratio"),
        undefined,
        '与前一窗口的比值，如 "< 0.5"',
        'a comparison with the window before, such as "< 0.5"',
      );
    const amount = read ? readAmount(read.measure) : readNumber;
    const is = readComparison(by === "ratio" ? readNumber : amount, orderOfNumbers)(raw[by], join(path, by), reading);
    const before =
      raw["before"] === undefined ? null : readComparison(amount, orderOfNumbers)(raw["before"], join(path, "before"), reading);
    if (!read || !within || !is || before === undefined) return undefined;
    if (!isAmount(read)) {
      return reading.wrong(join(at, "measure"), "RULE_MEASURE_TYPE", {
        measure: "trend",
        property: read.measure.kind,
        type: "type" in read.measure ? read.measure.type : "time",
      });
    }
    return { kind: "trend", event: read.event, where: read.where, measure: read.measure, within, by, is, before };
  },
  sentence(leaf, words) {
    const measured = measureWords({ ...leaf, window: { kind: "rolling", within: leaf.within } }, words);
    const wanted = this.wanted(leaf, words);
    return { zh: `${measured.zh}与前一窗口相比${wanted.zh}`, en: `${measured.en}, against the window before, ${wanted.en}` };
  },
  wanted(leaf, { timezone }): Text {
    const amount = (value: string) => amountWords(leaf.measure, value, timezone);
    const is = comparisonWords(leaf.is, leaf.by === "ratio" ? (value) => both(numberWords(value)) : amount);
    const length = durationWords(leaf.within);
    const name = leaf.by === "ratio" ? both("比值", "ratio") : both("差", "difference");
    const before = leaf.before === null ? both("", "") : comparisonWords(leaf.before, amount);
    const condition: Text =
      leaf.before === null ? before : { zh: `（再前${length.zh} ${before.zh}）`, en: ` (the ${length.en} before ${before.en})` };
    return { zh: `${name.zh} ${is.zh}${condition.zh}`, en: `${name.en} ${is.en}${condition.en}` };
  },
  reads: (leaf) => [{ kind: "event", event: leaf.event }],
  missing: () => ({ who: { zh: "没有可比数据的客户", en: "customers with nothing to compare" }, negative: false }),
  asked({ is, before, ...measured }) {
    // Of two windows without length neither has anything to divide by.
    if (measured.by === "ratio" && measured.within.count === 0) return NOTHING;
    const domain: Domain = { kind: "line", least: null, mayMiss: true };
    const asked = comparisonBounds(is, between(decimalPlace), domain);
    const bounds = before === null ? asked : within(asked.most, domain);
    return { subject: JSON.stringify(measured), domain, bounds, growing: null };
  },
  shownFields: measuredFields,
  // Both windows.
  counted: (leaf) => [{ ...leaf, window: { kind: "rolling", within: { ...leaf.within, count: leaf.within.count * 2 } } }],
};
