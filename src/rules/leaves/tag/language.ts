import { nearest, type Text } from "../../../kernel/index.ts";
import type { TagLeaf } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { describe, join, type Reading, type TagRef } from "../../language/scope.ts";
import { readList, readText } from "../../language/values.ts";

/** Finds a tag by code or by name in either language; notes what is wrong otherwise. */
export function readTagName(raw: unknown, path: string, reading: Reading): TagRef | undefined {
  if (typeof raw !== "string") return reading.shape(path, raw, "标签的代码或名称", "a tag's code or name");
  const all = [...reading.scope.tags.values()];
  const byCode = reading.scope.tags.get(raw);
  if (byCode) return byCode;
  const named = all.filter((tag) => tag.name.zh === raw || tag.name.en === raw);
  if (named.length > 1) return reading.wrong(path, "RULE_AMBIGUOUS_TAG", { name: raw, codes: named.map((tag) => tag.code) });
  if (named[0]) return named[0];
  const suggestion = nearest(
    raw,
    all.flatMap((tag) => [tag.code, tag.name.zh, tag.name.en]),
  );
  return reading.wrong(path, "RULE_UNKNOWN_TAG", { name: describe(raw), suggestion });
}

/** `{ tag: high_value }`, `{ tag: lifecycle, value: 忠诚客户 }`, `{ tag: lifecycle, value: [新客户, 忠诚客户] }`. */
export const tagLanguage: LeafLanguage<TagLeaf> = {
  key: "tag",
  read(raw, path, reading) {
    reading.onlyKeys(raw, ["tag", "value"], path);
    const tag = readTagName(raw["tag"], join(path, "tag"), reading);
    if (!tag) return undefined;
    if (tag.kind === "metric") {
      return reading.wrong(join(path, "tag"), "RULE_TAG_KIND", {
        tag: tag.code,
        kind: tag.kind,
        wanted: "a metric is compared, as { metric: code, is: … }",
        wantedZh: "指标标签要比较数值，请写 { metric: 代码, is: … }",
      });
    }
    if (raw["value"] === undefined) return { kind: "tag", tag: tag.code, values: null };
    const at = join(path, "value");
    if (tag.kind !== "tiered")
      return reading.wrong(at, "RULE_TAG_KIND", {
        tag: tag.code,
        kind: tag.kind,
        wanted: "only a tiered tag has values",
        wantedZh: "只有分层标签才有取值",
      });
    const values = readList(readText)(raw["value"], at, reading);
    if (!values) return undefined;
    const unknown = values.filter((value) => !tag.values.includes(value));
    for (const name of unknown)
      reading.wrong(at, "RULE_UNKNOWN_VALUE", { name, tag: tag.code, known: tag.values, suggestion: nearest(name, tag.values) });
    return unknown.length > 0 ? undefined : { kind: "tag", tag: tag.code, values };
  },
  sentence(leaf, words) {
    const name = words.tags.get(leaf.tag)?.name ?? { zh: leaf.tag, en: leaf.tag };
    if (!leaf.values) return { zh: `有标签「${name.zh}」`, en: `has the tag ${name.en}` };
    return { zh: `「${name.zh}」是${leaf.values.join("或")}`, en: `${name.en} is ${leaf.values.join(" or ")}` };
  },
  wanted(leaf): Text {
    return leaf.values ? { zh: leaf.values.join("或"), en: leaf.values.join(" or ") } : { zh: "有", en: "has it" };
  },
  reads: (leaf) => [{ kind: "tag", tag: leaf.tag }],
};
