import type { Catalogue } from "../catalogue/index.ts";
import { MOST_TAGS, Sensitivity, TAG_COLORS, TagKind } from "../contract/index.ts";
import { cleanText, nearest, problem, unusableTexts, type Text } from "../kernel/index.ts";
import { foldedName, foldsOf, Reading, isObject, join, kindOfTag, readTagRule, type TagRef } from "../rules/index.ts";
import { CODE, DEFINITION, LONGEST, MAX_ALIASES, NAME_KEYS, REVIEWS } from "./code/definitionKeys.ts";
import type { TagDefinition, TagRecord, TagSet } from "./definition.ts";
import { MAX_LEVELS } from "./groups/tagGroups.ts";
import { isName } from "./isName.ts";
import { refsOf, type Nameable } from "./refs.ts";
import { keptRule } from "./visible/keptRule.ts";
import type { VisibleTags } from "./visible/limitTags.ts";
import { colorOf, decidingPart } from "./words.ts";

export interface ReadDocument {
  readonly definitions: readonly TagDefinition[];
  /** The tags that rules may name: those of the document in addition to the stored ones. */
  readonly refs: ReadonlyMap<string, TagRef>;
}

/**
 * Validates a document of tags (`tags: [...]`) against the catalogue and the stored tags. With `prune`, tags that the document does not
 * contain will be retired, so no rule may name them. Tags that are hidden from the reader exist for it only as names that are taken.
 * @throws INPUT_INVALID with all faults, each with its path and, if possible, a suggestion
 */
export function readDocument(
  raw: unknown,
  existing: TagSet & Partial<VisibleTags>,
  catalogue: Catalogue,
  timezone: string,
  prune: boolean,
): ReadDocument {
  const shell = new Reading({ catalogue, tags: new Map(), timezone });
  if (!isObject(raw)) throw invalid(shell.shape("", raw, "含 tags 的文档", "a document with tags") ?? shell);
  shell.onlyKeys(raw, ["tags"], "");
  const list = raw["tags"];
  if (!Array.isArray(list)) throw invalid(shell.shape("tags", list, "标签的列表", "a list of tags") ?? shell);
  // A bound for the work of reading; the quota of the workspace is checked where the tags are published.
  if (list.length > MOST_TAGS) throw problem("TAG_QUOTA", { limit: MOST_TAGS, wanted: list.length });

  for (const path of unusableTexts(list, "tags")) shell.wrong(path, "TEXT_UNUSABLE", {});
  const entries = list.map((item, index) => readHead(item, join("tags", index), shell));
  const heads = entries.filter((entry) => entry !== undefined);
  const staying = prune ? [] : [...existing.tags.values()].filter((tag) => !heads.some((head) => head.code === tag.code));
  checkNames(heads, staying, shell);
  checkUnavailable(heads, existing, shell);

  const nameable: Nameable[] = [...staying, ...heads];
  const refs = refsOf(nameable, catalogue, timezone);
  const reading = new Reading({ catalogue, tags: refs, segments: existing.segments, timezone });
  const definitions = heads.map(({ path, ...head }) => {
    const before = existing.tags.get(head.code);
    if (before?.readsHidden) {
      const rule = keptRule(head.source, before, path, reading);
      return { ...head, rule, source: existing.all!.tags.get(head.code)!.source };
    }
    const rule = readTagRule(head.source, path, reading);
    if (before && before.kind !== head.kind)
      reading.wrong(join(path, "kind"), "TAG_KIND_CHANGED", { tag: head.code, from: before.kind, to: head.kind });
    return { ...head, rule };
  });
  const issues = [...shell.issues, ...reading.issues];
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  return { definitions: definitions as TagDefinition[], refs };
}

function invalid(reading: Reading): Error {
  return problem("INPUT_INVALID", { issues: reading.issues });
}

type Head = Omit<TagDefinition, "rule"> & { readonly path: string };

function readHead(raw: unknown, path: string, reading: Reading): Head | undefined {
  if (!isObject(raw)) return reading.shape(path, raw, "一个标签（对象）", "a tag (an object)");
  reading.onlyKeys(raw, Object.keys(DEFINITION), path);
  const code = raw["code"];
  if (typeof code !== "string" || !CODE.test(code))
    return reading.wrong(join(path, "code"), "TAG_CODE", { code: String(code).slice(0, 80) });
  const kind = kindOfTag(raw) ?? raw["kind"];
  if (!TagKind.safeParse(kind).success) return wrongChoice(reading, join(path, "kind"), kind, TagKind.options);
  const text = (key: keyof typeof LONGEST): string | null => {
    const value = raw[key];
    const limit = LONGEST[key];
    if (value === undefined || value === null) return null;
    if (typeof value !== "string" || value.length > limit)
      reading.wrong(join(path, key), "TAG_FIELD", {
        found: String(value).slice(0, 60),
        wanted: `a text of at most ${limit} characters`,
        wantedZh: `不超过 ${limit} 字的文字`,
      });
    return String(value);
  };
  const choice = <T extends string>(key: string, options: readonly T[], fallback: T): T => {
    const value = raw[key] ?? fallback;
    if (!(options as readonly unknown[]).includes(value)) wrongChoice(reading, join(path, key), value, options);
    return value as T;
  };
  return {
    path,
    code,
    kind: kind as TagDefinition["kind"],
    name: readName(raw["name"], code, join(path, "name"), reading),
    group: readGroup(raw["group"], join(path, "group"), reading),
    color: choice("color", TAG_COLORS, colorOf(code)),
    state: choice("state", ["published", "paused"], "published"),
    owner: text("owner"),
    sensitivity: choice("sensitivity", Sensitivity.options, "ordinary"),
    unit: text("unit"),
    meaning: text("meaning"),
    criteria: text("criteria"),
    purpose: text("purpose"),
    review: raw["review"] === undefined || raw["review"] === null ? null : choice("review", REVIEWS, "quarterly"),
    aliases: readAliases(raw["aliases"], join(path, "aliases"), reading),
    notes: text("notes"),
    source: decidingPart(raw, kind as string),
  };
}

function wrongChoice(reading: Reading, path: string, found: unknown, options: readonly string[]): undefined {
  const near = nearest(String(found), options);
  return reading.wrong(path, "TAG_FIELD", {
    found: String(found).slice(0, 60),
    wanted: `one of ${options.join(", ")}${near ? ` (did you mean ${near}?)` : ""}`,
    wantedZh: `以下之一：${options.join("、")}${near ? `（是否想写 ${near}？）` : ""}`,
  });
}

/** A name in one language is enough: the other language then has the same. */
function readName(raw: unknown, code: string, path: string, reading: Reading): Text {
  if (raw === undefined) return { zh: code, en: code };
  const given = isObject(raw) ? raw : { zh: raw };
  if (isObject(raw)) reading.onlyKeys(raw, Object.keys(NAME_KEYS), path);
  const written = (["zh", "en"] as const).filter((lang) => !isBlank(given[lang]));
  if (written.length === 0) reading.wrong(path, "TAG_NAME_MISSING", {});
  for (const lang of written)
    if (!isName(given[lang]))
      reading.wrong(isObject(raw) ? join(path, lang) : path, "TAG_NAME_INVALID", { name: String(given[lang]).slice(0, 60) });
  const cleaned = (lang: "zh" | "en") => {
    const name = String(given[lang]);
    return cleanText(name) ?? name;
  };
  const [first = null] = written;
  if (first === null) return { zh: code, en: code };
  return { zh: cleaned(written.includes("zh") ? "zh" : first), en: cleaned(written.includes("en") ? "en" : first) };
}

function isBlank(name: unknown): boolean {
  return name === undefined || name === null || (typeof name === "string" && name.trim() === "");
}

function readAliases(raw: unknown, path: string, reading: Reading): readonly string[] {
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw) && raw.length <= MAX_ALIASES && raw.every(isName))
    return [...new Set(raw.map((alias) => cleanText(alias) ?? alias))];
  reading.wrong(path, "TAG_FIELD", {
    found: JSON.stringify(raw).slice(0, 60),
    wanted: `a list of at most ${MAX_ALIASES} names of 1 to 60 characters`,
    wantedZh: `最多 ${MAX_ALIASES} 个、每个 1 到 60 字的名称`,
  });
  return [];
}

function readGroup(raw: unknown, path: string, reading: Reading): readonly string[] {
  if (raw === undefined || raw === null) return [];
  const steps = typeof raw === "string" ? raw.split("/") : raw;
  if (Array.isArray(steps) && steps.length <= MAX_LEVELS && steps.every(isName))
    return steps.map((step: string) => cleanText(step) ?? step);
  reading.wrong(path, "TAG_FIELD", {
    found: String(raw).slice(0, 60),
    wanted: "a path such as 客户价值/价值等级, at most 10 levels",
    wantedZh: "形如 客户价值/价值等级 的路径，最多 10 层",
  });
  return [];
}

/** A code or name of a hidden tag is refused without a word of whose it is. */
function checkUnavailable(heads: readonly Head[], { all, hidden }: Partial<VisibleTags>, reading: Reading): void {
  if (!all || !hidden || hidden.size === 0) return;
  const taken = new Set([...hidden].flatMap((code) => [code, ...foldsOf(all.tags.get(code)!)]));
  for (const { code, name, path } of heads) {
    if (taken.has(code)) reading.wrong(join(path, "code"), "TAG_UNAVAILABLE", { name: code });
    for (const text of new Set([name.zh, name.en]))
      if (text !== code && taken.has(foldedName(text))) reading.wrong(join(path, "name"), "TAG_UNAVAILABLE", { name: text });
  }
}

/** Each code is used once. A name belongs to one tag, in any width, case or Unicode composition, with or without invisible marks. */
function checkNames(heads: readonly Head[], staying: readonly TagRecord[], reading: Reading): void {
  const codes = new Map<string, string>();
  const names = new Map<string, string>();
  for (const tag of staying) for (const fold of foldsOf(tag)) names.set(fold, tag.code);
  // In a file or a combination, `vip` means the tag with that code. So no other tag may have that name.
  for (const { code } of heads) names.set(code, code);
  for (const head of heads) {
    const { code, name, path } = head;
    const first = codes.get(code);
    if (first !== undefined) {
      reading.wrong(join(path, "code"), "TAG_DUPLICATE", { code, first });
      continue;
    }
    codes.set(code, join(path, "code"));
    for (const text of new Set([name.zh, name.en])) {
      const fold = foldedName(text);
      const other = names.get(fold);
      if (other !== undefined && other !== code) reading.wrong(join(path, "name"), "TAG_NAME_TAKEN", { name: text, other });
      names.set(fold, code);
    }
  }
}
