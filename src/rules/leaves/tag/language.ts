import { nearest, tagKind, type Duration, type Text } from "../../../kernel/index.ts";
import type { Comparison, TagLeaf } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { tagsCalled } from "../../language/tagNames.ts";
import { ref, text, type Keys } from "../../language/schema.ts";
import { describe, join, type Reading, type TagRef } from "../../language/scope.ts";
import { orderOfDurations, readComparison, readDuration, readList, readText, splitComparison } from "../../language/values.ts";
import { comparisonWords, durationWords } from "../../language/words.ts";
import { comparisonBounds, durationPlace, exactly, within } from "../../language/sense/bounds.ts";
import { isEmpty, nothingOf, presentOf, type Domain, type Values } from "../../language/sense/sets.ts";

/** Finds a tag by code or by name in either language, whatever the width and case; records an error otherwise. */
export function readTagName(raw: unknown, path: string, reading: Reading): TagRef | undefined {
  if (typeof raw !== "string") return reading.shape(path, raw, "标签的代码或名称", "a tag's code or name");
  const all = [...reading.scope.tags.values()];
  const named = tagsCalled(all, raw);
  if (named.length > 1) return reading.wrong(path, "RULE_AMBIGUOUS_TAG", { name: raw, codes: named.map((tag) => tag.code) });
  if (named[0]) return named[0];
  const suggestion = nearest(
    raw,
    all.flatMap((tag) => [tag.code, tag.name.zh, tag.name.en]),
  );
  return reading.wrong(path, "RULE_UNKNOWN_TAG", { name: describe(raw), suggestion });
}

const KEYS: Keys = {
  tag: text("标签的代码或名称", "code or name of a tag"),
  value: ref("values", "分层标签的一个或几个取值", "one or several values of a tiered tag"),
  for: ref("comparison", '已持续多久，如 30d 或 ">= 30d"', 'for how long without a break, such as 30d or ">= 30d"'),
  enteredWithin: ref("length", "多久之内进入", "entered within this time"),
};

/**
 * `{ tag: high_value }`, `{ tag: lifecycle, value: 忠诚客户 }`, `{ tag: lifecycle, value: [新客户, 忠诚客户] }`; with `for: ">= 30d"` (had without a
 * break for that long), or `enteredWithin: 7d`, which is short for `for: "< 7d"`.
 */
export const tagLanguage: LeafLanguage<TagLeaf> = {
  key: "tag",
  keys: KEYS,
  needs: ["tag"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
    const tag = readTagName(raw["tag"], join(path, "tag"), reading);
    if (!tag) return undefined;
    if (!tagKind(tag.kind).hasMembers) {
      return reading.wrong(join(path, "tag"), "RULE_TAG_KIND", {
        tag: tag.code,
        kind: tag.kind,
        wanted: "a metric is compared, as { metric: code, is: … }",
        wantedZh: "指标标签要比较数值，请写 { metric: 代码, is: … }",
      });
    }
    const held = readHeld(raw, path, reading);
    if (raw["value"] === undefined) return held === undefined ? undefined : { kind: "tag", tag: tag.code, values: null, held };
    const at = join(path, "value");
    if (!tagKind(tag.kind).hasTiers)
      return reading.wrong(at, "RULE_TAG_KIND", {
        tag: tag.code,
        kind: tag.kind,
        wanted: "only a tiered tag has values",
        wantedZh: "只有分层标签才有取值",
      });
    const values = readList(readText)(raw["value"], at, reading);
    if (!values || held === undefined) return undefined;
    const unknown = values.filter((value) => !tag.values.includes(value));
    for (const name of unknown)
      reading.wrong(at, "RULE_UNKNOWN_VALUE", { name, tag: tag.code, known: tag.values, suggestion: nearest(name, tag.values) });
    return unknown.length > 0 ? undefined : { kind: "tag", tag: tag.code, values, held };
  },
  sentence(leaf, words) {
    const name = words.tags.get(leaf.tag)?.name ?? { zh: leaf.tag, en: leaf.tag };
    const held = leaf.held === null ? { zh: "", en: "" } : heldWords(leaf.held);
    if (!leaf.values) return { zh: `有标签「${name.zh}」${held.zh}`, en: `has the tag ${name.en}${held.en}` };
    return { zh: `「${name.zh}」是${leaf.values.join("或")}${held.zh}`, en: `${name.en} is ${leaf.values.join(" or ")}${held.en}` };
  },
  wanted(leaf): Text {
    const held = leaf.held === null ? { zh: "", en: "" } : heldWords(leaf.held);
    return leaf.values
      ? { zh: leaf.values.join("或") + held.zh, en: leaf.values.join(" or ") + held.en }
      : { zh: `有${held.zh}`, en: `has it${held.en}` };
  },
  reads: (leaf) => [{ kind: "tag", tag: leaf.tag }],
  missing: () => null,
  asked({ tag, values: wanted, held }, { tags }) {
    const values = tags.get(tag)?.values ?? [];
    const domain: Domain = { kind: "names", known: values.length > 0 ? values : [""], mayMiss: true };
    const having: Values = wanted === null ? presentOf(domain) : { kind: "names", missing: false, except: false, names: new Set(wanted) };
    const bounds = held === null ? exactly(having) : isNeverHeld(held) ? exactly(nothingOf(domain)) : within(having, domain);
    return { subject: `tag ${tag}`, domain, bounds, growing: null };
  },
  shownFields: () => [],
  counted: () => [],
};

/** Nobody has had a tag for less than no time. */
function isNeverHeld(held: Comparison<Duration>): boolean {
  return isEmpty(comparisonBounds(held, durationPlace, { kind: "line", least: 0n, mayMiss: false }).most);
}

/** Null without a duration; a bare duration in `for` is the least one. */
function readHeld(raw: Record<string, unknown>, path: string, reading: Reading): Comparison<Duration> | null | undefined {
  const given = ["for", "enteredWithin"].filter((key) => raw[key] !== undefined);
  if (given.length > 1) return reading.wrong(path, "RULE_TWO_WINDOWS", { keys: given });
  if (given.length === 0) return null;
  const at = join(path, given[0]!);
  const wanted = raw[given[0]!];
  if (given[0] === "for" && (typeof wanted !== "string" || splitComparison(wanted)))
    return readComparison(readDuration, orderOfDurations)(wanted, at, reading);
  const value = readDuration(wanted, at, reading);
  return value && { op: given[0] === "for" ? "gte" : "lt", value };
}

function heldWords(held: Comparison<Duration>): Text {
  const words = comparisonWords(held, durationWords);
  return { zh: `，已持续 ${words.zh}`, en: `, for ${words.en}` };
}
