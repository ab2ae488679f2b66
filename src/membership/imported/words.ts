import { createHash } from "node:crypto";
import type { TagWords } from "../../intake/index.ts";
import { nearest, problem, type Issue } from "../../kernel/index.ts";
import { valuesOf } from "../../rules/index.ts";
import type { TagRecord, TagSet } from "../../tags/index.ts";

/** Names of tags are at most so long. */
const LONGEST = 60;

/**
 * The words of a file held against the tags there are: code or name in either language, in any case; a tier as `name:value` or
 * `name=value`. What names nothing is made when `create` says so.
 * @throws INPUT_INVALID for words that no file can give, TAGS_UNKNOWN with all that are unknown
 */
export function readWords(set: TagSet, words: readonly string[], create: boolean): TagWords {
  const places = new Map<string, { tag: string; value: string }>();
  const made = new Map<string, { code: string; name: string }>();
  const [issues, unknown]: [Issue[], Issue[]] = [[], []];
  const byName = namesOf(set);
  for (const word of words) {
    const [name, value] = byName.has(folded(word)) ? [word, ""] : parted(word);
    const [tag, other] = byName.get(folded(name)) ?? [];
    if (tag && other) issues.push(issue("TAG_AMBIGUOUS", word, "对应多个标签，请写代码", "stands for several tags; write the code"));
    else if (tag) {
      const wrong = wrongWith(tag, value, word);
      if (wrong) issues.push(wrong);
      else places.set(word, { tag: tag.code, value });
    } else if (value !== "" || word.length > LONGEST || !create) {
      unknown.push(unknownIssue(word, set));
    } else {
      const known = made.get(folded(word)) ?? { code: codeOf(word, set), name: word };
      made.set(folded(word), known);
      places.set(word, { tag: known.code, value: "" });
    }
  }
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  if (unknown.length > 0) throw problem("TAGS_UNKNOWN", { tags: unknown.map(({ path }) => path), issues: unknown });
  return { places, create: [...made.values()] };
}

function folded(word: string): string {
  return word.normalize("NFKC").trim().toLowerCase();
}

/** Every name and code, with the tags that have it; a code goes before names. */
function namesOf(set: TagSet): ReadonlyMap<string, readonly TagRecord[]> {
  const names = new Map<string, TagRecord[]>();
  for (const tag of set.tags.values())
    for (const name of new Set([folded(tag.name.zh), folded(tag.name.en)])) names.set(name, [...(names.get(name) ?? []), tag]);
  for (const tag of set.tags.values()) names.set(tag.code, [tag]);
  return names;
}

function parted(word: string): [name: string, value: string] {
  const at = word.search(/[:：=＝]/);
  return at <= 0 ? [word, ""] : [word.slice(0, at).trim(), word.slice(at + 1).trim()];
}

function wrongWith(tag: TagRecord, value: string, word: string): Issue | undefined {
  switch (tag.kind) {
    case "static":
      return value === "" ? undefined : issue("TAG_WITHOUT_VALUES", word, `「${tag.name.zh}」没有分层`, `${tag.name.en} has no values`);
    case "rule":
      return value === "" ? undefined : issue("TAG_WITHOUT_VALUES", word, `「${tag.name.zh}」没有分层`, `${tag.name.en} has no values`);
    case "tiered": {
      const known = tag.rule ? valuesOf(tag.rule) : [];
      if (known.includes(value)) return undefined;
      const wanted = known.map((each) => `${tag.name.zh}:${each}`).join("、");
      return issue("TAG_VALUE_UNKNOWN", word, `是分层标签，要写 ${wanted}`, `is a tiered tag: write ${wanted}`, nearest(value, known));
    }
    case "metric":
      return issue("TAG_METRIC", word, "是指标标签，由数据算出，不能导入", "is a metric, which is computed and cannot be imported");
  }
}

function unknownIssue(word: string, set: TagSet): Issue {
  const known = [...set.tags.values()].flatMap((tag) => [tag.name.zh, tag.name.en, tag.code]);
  return issue("TAG_NOT_FOUND", word, "没有这个标签", "there is no such tag", nearest(word, known));
}

function issue(code: string, word: string, zh: string, en: string, suggestion?: string): Issue {
  return { code, path: word, zh: `「${word}」${zh}`, en: `${word} ${en}`, ...(suggestion !== undefined && { suggestion }) };
}

/** A code for a tag that has only a name: its letters where it has some, else a fingerprint, so that the same name is the same tag. */
function codeOf(name: string, set: TagSet): string {
  const slug = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (/^[a-z][a-z0-9_]{1,39}$/.test(slug) && /^[\x20-\x7e]+$/.test(name) && !set.tags.has(slug)) return slug;
  return `tag_${createHash("sha256").update(folded(name)).digest("hex").slice(0, 10)}`;
}
