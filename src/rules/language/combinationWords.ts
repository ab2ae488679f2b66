import type { Text } from "../../kernel/index.ts";
import type { Rule } from "./ast.ts";
import { quotedName, quotedValue } from "./quoting.ts";
import type { TagRef } from "./scope.ts";
import { foldsOf, foldedName } from "./tagNames.ts";

/** A combination as text for people. */
export function combinationWords(combination: Rule, tags: ReadonlyMap<string, TagRef>, inside = false): Text {
  switch (combination.kind) {
    case "tag": {
      const called = tags.get(combination.tag)?.name ?? { zh: combination.tag, en: combination.tag };
      const name = { zh: quotedName(called.zh, "zh"), en: quotedName(called.en) };
      if (!combination.values) return name;
      const values = (lang: "zh" | "en", or: string) => combination.values!.map((value) => quotedName(value, lang)).join(or);
      return { zh: `${name.zh}是${values("zh", "或")}`, en: `${name.en} is ${values("en", " or ")}` };
    }
    case "not": {
      const part = combinationWords(combination.of, tags, true);
      return { zh: `非${part.zh}`, en: `not ${part.en}` };
    }
    case "all":
    case "any": {
      const parts = combination.of.map((part) => combinationWords(part, tags, true));
      const zh = parts.map((part) => part.zh).join(combination.kind === "all" ? " 且 " : " 或 ");
      const en = parts.map((part) => part.en).join(combination.kind === "all" ? " and " : " or ");
      return inside ? { zh: `（${zh}）`, en: `(${en})` } : { zh, en };
    }
    default:
      throw new Error(`a combination has no leaf ${combination.kind}`);
  }
}

/**
 * A combination as a person types it, in one language: reading it again gives the same tree. A tag that no longer exists, or whose name
 * another tag has too, is written as its code.
 */
export function combinationText(combination: Rule, tags: ReadonlyMap<string, TagRef>, lang: "zh" | "en", inside = false): string {
  switch (combination.kind) {
    case "tag": {
      const name = quotedName(uniqueName(combination.tag, tags, lang), lang);
      const each = (combination.values ?? []).map((value) => `${name} = ${quotedValue(value, lang)}`);
      if (each.length < 2) return each[0] ?? name;
      return `(${each.join(lang === "zh" ? " 或 " : " or ")})`;
    }
    case "not":
      return `${lang === "zh" ? "非 " : "not "}${combinationText(combination.of, tags, lang, true)}`;
    case "all":
    case "any": {
      const [and, or] = lang === "zh" ? [" 且 ", " 或 "] : [" and ", " or "];
      const text = combination.of.map((part) => combinationText(part, tags, lang, true)).join(combination.kind === "all" ? and : or);
      return inside ? `(${text})` : text;
    }
    default:
      throw new Error(`a combination has no leaf ${combination.kind}`);
  }
}

function uniqueName(code: string, tags: ReadonlyMap<string, TagRef>, lang: "zh" | "en"): string {
  const name = tags.get(code)?.name[lang];
  if (name === undefined) return code;
  const fold = foldedName(name);
  const others = [...tags.values()].filter((tag) => tag.code !== code && foldsOf(tag).has(fold));
  return others.length === 0 && fold !== "" ? name : code;
}
