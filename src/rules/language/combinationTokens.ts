import { problem } from "../../kernel/index.ts";
import { CHINESE_WORDS, LATIN_WORDS, needsQuotes, QUOTES } from "./quoting.ts";
import type { TagRef } from "./scope.ts";
import { foldedName, foldsOf, tagsCalled } from "./tagNames.ts";

export type Token =
  | { readonly kind: "and" | "or" | "not" | "open" | "close" | "equals"; readonly text: string; readonly column: number }
  | { readonly kind: "tag"; readonly text: string; readonly column: number; readonly codes: readonly string[] }
  | { readonly kind: "word"; readonly text: string; readonly column: number }
  | { readonly kind: "end"; readonly text: ""; readonly column: number };

const SIGNS: readonly (readonly [string, Exclude<Token["kind"], "tag" | "word" | "end">])[] = [
  ["&&", "and"],
  ["||", "or"],
  ["!", "not"],
  ["！", "not"],
  ["&", "and"],
  ["＆", "and"],
  ["|", "or"],
  ["｜", "or"],
  ["(", "open"],
  ["（", "open"],
  [")", "close"],
  ["）", "close"],
  ["==", "equals"],
  ["=", "equals"],
  ["＝", "equals"],
  [":", "equals"],
  ["：", "equals"],
];

/** A value without quotes that was not checked. */
const ANY_VALUE = /^[^\s()（）"“'「]+?(?=[\s()（）]|$|并且|而且|且|或)/u;
const PLAIN_WORD = /^[^\s()（）=＝:：&＆|｜!！"“'「]+/u;
/** The longest name that is searched for. */
const LOOKED_AT = 200;

/** The tokens of a combination. A name without quotes is found by its longest match, unless it needs quotes. */
export function tokenize(text: string, tags: ReadonlyMap<string, TagRef>, values: "known" | "any"): Token[] {
  const bare = bareNames(tags);
  const letters = [...text];
  const tokens: Token[] = [];
  let index = 0;
  const put = (token: Token, length: number) => {
    tokens.push(token);
    index += length;
  };
  while (index < letters.length) {
    const column = index + 1;
    const rest = letters.slice(index, index + LOOKED_AT);
    const restText = rest.join("");
    // Skips blanks and invisible characters.
    if (foldedName(rest[0]!) === "") {
      index++;
      continue;
    }
    const afterEquals = tokens.at(-1)?.kind === "equals";
    const close = QUOTES[rest[0]!];
    if (close !== undefined) {
      const { name, end } = quotedAt(letters, index, close);
      put(wordToken(name, column, tags), end - index);
      continue;
    }
    const value = values === "any" && afterEquals ? ANY_VALUE.exec(restText)?.[0] : undefined;
    if (value !== undefined) {
      put({ kind: "word", text: value, column }, [...value].length);
      continue;
    }
    const sign = SIGNS.find(([mark]) => restText.startsWith(mark));
    const length = longestName(rest, afterEquals ? [...bare.names, ...bare.values] : bare.names);
    if (length > 0) put(wordToken(rest.slice(0, length).join("").trim(), column, tags), length);
    else if (sign) put({ kind: sign[1], text: sign[0], column }, [...sign[0]].length);
    else {
      const chinese = CHINESE_WORDS.find(([mark]) => restText.startsWith(mark));
      const word = chinese ? chinese[0] : (PLAIN_WORD.exec(restText)?.[0] ?? rest[0]!);
      const kind = chinese?.[1] ?? LATIN_WORDS[word.toLowerCase()] ?? "word";
      put({ kind, text: word, column }, [...word].length);
    }
  }
  tokens.push({ kind: "end", text: "", column: letters.length + 1 });
  return tokens;
}

/** The text between quotes; a doubled quote is one quote. @throws COMBINATION_SYNTAX when the closing quote is missing */
function quotedAt(letters: readonly string[], start: number, close: string): { name: string; end: number } {
  let name = "";
  for (let at = start + 1; at < letters.length; at++) {
    if (letters[at] !== close) name += letters[at];
    else if (letters[at + 1] === close) name += letters[at++];
    else return { name, end: at + 1 };
  }
  throw problem("COMBINATION_SYNTAX", {
    column: start + 1,
    found: letters[start]!,
    expected: "a closing quote",
    expectedZh: "与之成对的引号",
  });
}

/** The folded names and values that may stand without quotes. */
function bareNames(tags: ReadonlyMap<string, TagRef>): { names: string[]; values: string[] } {
  const names = new Set<string>();
  const values = new Set<string>();
  for (const tag of tags.values()) {
    for (const name of foldsOf(tag)) if (!needsQuotes(name)) names.add(name);
    for (const value of tag.values) if (!needsQuotes(value)) values.add(foldedName(value));
  }
  return { names: [...names], values: [...values] };
}

function wordToken(name: string, column: number, tags: ReadonlyMap<string, TagRef>): Token {
  const called = tagsCalled(tags.values(), name);
  return called.length > 0
    ? { kind: "tag", text: name, column, codes: called.map(({ code }) => code) }
    : { kind: "word", text: name, column };
}

/** The length in characters of the longest name at this position that does not end inside a Latin word; 0 for none. */
function longestName(rest: readonly string[], names: readonly string[]): number {
  const fold = foldedName(rest.join(""));
  const found = names.filter((name) => fold.startsWith(name) && endsHere(fold, name)).toSorted((a, b) => b.length - a.length);
  for (const name of found) {
    // Folding can change the length, so the characters that fold to the name are counted.
    const least = rest.findIndex((_, at) => foldedName(rest.slice(0, at + 1).join("")) === name);
    if (least < 0) continue;
    let end = least + 1;
    while (end < rest.length && foldedName(rest.slice(0, end + 1).join("")) === name) end++;
    return end;
  }
  return 0;
}

function endsHere(fold: string, name: string): boolean {
  const next = fold[name.length];
  return next === undefined || !((/[a-z0-9_]$/.test(name) && /[a-z0-9_]/.test(next)) || /^\p{M}/u.test(fold.slice(name.length)));
}
