import { foldedName } from "./tagNames.ts";

/** Words and signs with a meaning in a combination. */
export const CHINESE_WORDS: readonly (readonly [string, "and" | "or" | "not"])[] = [
  ["并且", "and"],
  ["而且", "and"],
  ["或者", "or"],
  ["且", "and"],
  ["或", "or"],
  ["非", "not"],
];
export const LATIN_WORDS: Readonly<Record<string, "and" | "or" | "not">> = { and: "and", or: "or", not: "not" };
export const QUOTES: Readonly<Record<string, string>> = { '"': '"', "“": "”", "'": "'", "「": "」" };

const WORD_INSIDE = new RegExp(CHINESE_WORDS.map(([word]) => word).join("|"), "u");
const LATIN_INSIDE = /(?:^|[^\p{L}\p{N}_])(?:and|or|not)(?:$|[^\p{L}\p{N}_])/u;
/** Folding has already made full-width signs narrow. */
const SIGN_INSIDE = /[()!&|=:]/u;
const QUOTE_FIRST = /^["“”'「」]/u;
/** Alone, these would be read as a word between two tags. */
const ALONE = new Set(["和", "与", "及", "以及", "是", "不是"]);

/**
 * Whether a name or value must stand in quotes, because without them all or part of it would be read as a word or sign of the language. The
 * other tags play no role, so a new tag never changes what a combination means.
 */
export function needsQuotes(name: string): boolean {
  const fold = foldedName(name);
  return WORD_INSIDE.test(fold) || LATIN_INSIDE.test(fold) || SIGN_INSIDE.test(fold) || QUOTE_FIRST.test(fold) || ALONE.has(fold);
}

/** The name as written in a combination: in quotes when it needs them, with a quote inside doubled. */
export function quotedName(name: string, lang: "zh" | "en" = "en"): string {
  return needsQuotes(name) ? inQuotes(name, lang) : name;
}

/** A value as written. It stands in quotes also when only somebody who has the tag's values could tell where it ends. */
export function quotedValue(value: string, lang: "zh" | "en" = "en"): string {
  return needsQuotes(value) || !/^[\p{L}\p{N}_]+$/u.test(value) ? inQuotes(value, lang) : value;
}

function inQuotes(name: string, lang: "zh" | "en"): string {
  return lang === "zh" ? `「${name.replaceAll("」", "」」")}」` : `"${name.replaceAll('"', '""')}"`;
}
