import { createHash } from "node:crypto";
import type { TagWords } from "../../imports/index.ts";
import { cleanText, nearest, problem, tagKind, type Issue } from "../../kernel/index.ts";
import { foldedName, valuesOf } from "../../rules/index.ts";
import type { TagRecord, TagSet } from "../../tags/index.ts";

/** The longest name of a tag. */
const MAX_NAME_CHARACTERS = 60;

/**
 * Finds the tag for each text in a file: by code or by name in either language, whatever the width, case and composition. A tier is written
 * `name:value` or `name=value`; a part that contains a separator stands in quotes. An unknown name becomes a new static tag when `create`
 * is true.
 * @throws INPUT_INVALID for tags that no file can set, TAGS_UNKNOWN with all that are unknown
 */
export function matchTagNames(set: TagSet, words: readonly string[], create: boolean): TagWords {
  const places = new Map<string, { tag: string; value: string }>();
  const made = new Map<string, { code: string; name: string }>();
  const [issues, unknown]: [Issue[], Issue[]] = [[], []];
  const byName = namesOf(set);
  for (const word of words) {
    const [name, value] = byName.has(foldedName(word)) ? [word, ""] : parted(word);
    const [tag, other] = byName.get(foldedName(name)) ?? [];
    if (tag && other) issues.push(issue("TAG_AMBIGUOUS", word, "对应多个标签，请写代码", "stands for several tags; write the code"));
    else if (tag) {
      const wrong = wrongWith(tag, value, word);
      if (wrong) issues.push(wrong);
      else places.set(word, { tag: tag.code, value: tag.rule ? (valueCalled(valuesOf(tag.rule), value) ?? value) : value });
    } else if (value !== "" || name.length > MAX_NAME_CHARACTERS || foldedName(name) === "" || !create) {
      unknown.push(unknownIssue(word, set));
    } else {
      const created = made.get(foldedName(name)) ?? { code: codeOf(name, set), name };
      made.set(foldedName(name), created);
      places.set(word, { tag: created.code, value: "" });
    }
  }
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  if (unknown.length > 0) throw problem("TAGS_UNKNOWN", { tags: unknown.map(({ path }) => path), issues: unknown });
  return { places, create: [...made.values()] };
}

/** Every name and code, with its tags; a code takes precedence over names. */
function namesOf(set: TagSet): ReadonlyMap<string, readonly TagRecord[]> {
  const names = new Map<string, TagRecord[]>();
  for (const tag of set.tags.values())
    for (const name of new Set([foldedName(tag.name.zh), foldedName(tag.name.en)])) names.set(name, [...(names.get(name) ?? []), tag]);
  for (const tag of set.tags.values()) names.set(tag.code, [tag]);
  return names;
}

/** Splits the text of a cell into name and value, without quotes. */
function parted(word: string): [name: string, value: string] {
  const quoted = /^"((?:[^"]|"")*)"\s*(?:[:：=＝]+(.*))?$/su.exec(word);
  if (quoted) return [bare(quoted[1]!), unquoted(quoted[2] ?? "")];
  const at = word.search(/[:：=＝]/);
  return at <= 0 ? [cleanText(word) ?? "", ""] : [cleanText(word.slice(0, at)) ?? "", unquoted(word.slice(at).replace(/^[:：=＝]+/, ""))];
}

function unquoted(text: string): string {
  const value = cleanText(text) ?? "";
  const quoted = /^"((?:[^"]|"")*)"$/su.exec(value);
  return quoted ? bare(quoted[1]!) : value;
}

function bare(text: string): string {
  return cleanText(text.replaceAll('""', '"')) ?? "";
}

function wrongWith(tag: TagRecord, value: string, word: string): Issue | undefined {
  const { hasMembers, hasTiers } = tagKind(tag.kind);
  if (!hasMembers)
    return issue("TAG_METRIC", word, "是指标标签，由数据算出，不能导入", "is a metric, which is computed and cannot be imported");
  if (!hasTiers)
    return value === "" ? undefined : issue("TAG_WITHOUT_VALUES", word, `「${tag.name.zh}」没有分层`, `${tag.name.en} has no values`);
  const tiers = tag.rule ? valuesOf(tag.rule) : [];
  if (valueCalled(tiers, value) !== undefined) return undefined;
  const wanted = tiers.map((each) => `${tag.name.zh}:${each}`).join("、");
  return issue("TAG_VALUE_UNKNOWN", word, `是分层标签，要写 ${wanted}`, `is a tiered tag: write ${wanted}`, nearest(value, tiers));
}

/** The tier as the tag defines it, whatever the width and case in the file. */
function valueCalled(tiers: readonly string[], text: string): string | undefined {
  return tiers.includes(text) ? text : tiers.find((value) => foldedName(value) === foldedName(text));
}

function unknownIssue(word: string, set: TagSet): Issue {
  const names = [...set.tags.values()].flatMap((tag) => [tag.name.zh, tag.name.en, tag.code]);
  return issue("TAG_NOT_FOUND", word, "没有这个标签", "there is no such tag", nearest(word, names));
}

function issue(code: string, word: string, zh: string, en: string, suggestion?: string): Issue {
  return { code, path: word, zh: `「${word}」${zh}`, en: `${word} ${en}`, ...(suggestion !== undefined && { suggestion }) };
}

/**
 * A code for a tag that has only a name: the name's ASCII letters if there are any, else a hash. The same name always gives the same code.
 */
function codeOf(name: string, set: TagSet): string {
  const slug = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (/^[a-z][a-z0-9_]{1,39}$/.test(slug) && /^[\x20-\x7e]+$/.test(name) && !set.tags.has(slug)) return slug;
  return `tag_${createHash("sha256").update(foldedName(name)).digest("hex").slice(0, 10)}`;
}
