import { parseDecimal, formatDecimal, type Text } from "../../../kernel/index.ts";
import type { RankLeaf, RankLimit } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { ref, type Keys, type Schema } from "../../language/schema.ts";
import { describe, isObject, join, type Reading } from "../../language/scope.ts";
import { numberWords } from "../../language/words.ts";
import { MEASURED, isAmount, readEventMeasure } from "../event/language.ts";
import { measureWords } from "../event/words.ts";
import { measuredFields } from "../event/fields.ts";

const LIMIT: Schema = { type: ["integer", "string"], exclusiveMinimum: 0 };

const KEYS: Keys = {
  rank: ref("measured", "按什么排名", "what is ranked"),
  top: { ...LIMIT, description: { zh: "前几名，或前百分之几（20%）", en: "how many from the top, or what share (20%)" } },
  bottom: { ...LIMIT, description: { zh: "后几名，或后百分之几", en: "how many from the bottom, or what share" } },
  among: ref("rule", "只在满足此条件的客户中排名", "only among customers of whom this holds"),
};

/**
 * `{ rank: { event: Order Completed, measure: { sum: amount }, within: 365d }, top: 20%, among: { tag: vip } }`; `bottom` counts from the
 * other end.
 */
export const rankLanguage: LeafLanguage<RankLeaf> = {
  key: "rank",
  keys: KEYS,
  needs: ["rank"],
  read(raw, path, reading, readInner) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const at = join(path, "rank");
    const measured = raw["rank"];
    if (!isObject(measured)) return reading.shape(at, measured, "一个度量，如 { event: … }", "a measure, such as { event: … }");
    reading.onlyKeys(measured, Object.keys(MEASURED), at);
    const of = readEventMeasure(measured, at, reading);
    if (raw["top"] !== undefined && raw["bottom"] !== undefined) reading.wrong(path, "RULE_TWO_LEAVES", { keys: ["top", "bottom"] });
    const side = raw["bottom"] === undefined ? "top" : "bottom";
    const limit = readLimit(raw[side], join(path, side), reading);
    const among = raw["among"] === undefined ? null : readInner(raw["among"], join(path, "among"));
    if (!of || !limit || among === undefined) return undefined;
    if (!isAmount(of))
      return reading.wrong(join(at, "measure"), "RULE_MEASURE_TYPE", {
        measure: "rank",
        property: of.measure.kind,
        type: "type" in of.measure ? of.measure.type : "time",
      });
    return { kind: "rank", of, side, limit, among };
  },
  sentence(leaf, words, sayInner) {
    const measured = measureWords(leaf.of, words);
    const wanted = this.wanted(leaf, words);
    const among = leaf.among && sayInner(leaf.among);
    return {
      zh: `${among ? `在${among.zh}的客户中，` : ""}${measured.zh}排名${wanted.zh}`,
      en: `${measured.en} ranks in ${wanted.en}${among ? ` among customers of whom ${among.en}` : ""}`,
    };
  },
  wanted({ side, limit }): Text {
    const value = numberWords(limit.value) + (limit.as === "percent" ? "%" : "");
    const last = limit.as === "count" ? { zh: " 名", en: "" } : { zh: "", en: "" };
    return side === "top"
      ? { zh: `前 ${value}${last.zh}`, en: `the top ${value}` }
      : { zh: `后 ${value}${last.zh}`, en: `the bottom ${value}` };
  },
  reads: (leaf, readsInner) => [
    { kind: "event", event: leaf.of.event },
    ...(leaf.of.window.kind === "since" ? [{ kind: "event", event: leaf.of.window.anchor.event } as const] : []),
    ...(leaf.among === null ? [] : readsInner(leaf.among)),
  ],
  missing: () => ({ who: { zh: "不参加排名的客户", en: "customers who are not ranked" }, negative: false }),
  asked: () => undefined,
  shownFields: (leaf, catalogue) => measuredFields(leaf.of, catalogue),
  counted: (leaf) => [leaf.of],
};

/** `100`, `"20%"`, `"12.5 %"`: above 0; a whole number, or at most 100 %. */
function readLimit(raw: unknown, path: string, reading: Reading): RankLimit | undefined {
  const text = typeof raw === "number" || typeof raw === "string" ? String(raw).trim() : "";
  const percent = /^(\d+(?:\.\d{1,6})?)\s*[%％]$/.exec(text)?.[1];
  const count = /^\d{1,10}$/.test(text) ? text : undefined;
  const value = parseDecimal(percent ?? count ?? "");
  if (value === undefined || value <= 0n || (percent !== undefined && value > 100_000_000n))
    return reading.wrong(path, "RULE_RANK", { found: describe(raw) });
  return { as: percent === undefined ? "count" : "percent", value: formatDecimal(value) };
}
