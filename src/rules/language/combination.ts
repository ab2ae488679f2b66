import { nearest, problem, type Text } from "../../kernel/index.ts";
import type { Rule } from "./ast.ts";
import type { TagRef } from "./scope.ts";

/** A combination of tags as typed: names or codes, and/or/not/brackets in English or Chinese, `tag = value` for a tier. */
type Token =
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
  ["|", "or"],
  ["(", "open"],
  ["（", "open"],
  [")", "close"],
  ["）", "close"],
  ["==", "equals"],
  ["=", "equals"],
  [":", "equals"],
  ["：", "equals"],
];
const LATIN: Readonly<Record<string, "and" | "or" | "not">> = { and: "and", or: "or", not: "not" };
const CHINESE: readonly (readonly [string, "and" | "or" | "not"])[] = [
  ["并且", "and"],
  ["而且", "and"],
  ["或者", "or"],
  ["且", "and"],
  ["或", "or"],
  ["非", "not"],
];

const MAX_BRACKETS = 200;

/**
 * Reads a combination, all of tags, such as `高价值客户 and not (近期沉默 或 lifecycle = 流失客户)`. Not binds tighter than and, and tighter than or.
 * Names are found by their longest match, so that `高价值客户且非近期沉默` needs no spaces; quotes keep a name together.
 * With `values: "any"`, for readers who do not know the values of tags, whatever stands behind `=` up to a blank, a bracket or a word for
 * and/or is one.
 * @throws COMBINATION_SYNTAX with the column (from 1, in characters), COMBINATION_UNKNOWN with a suggestion
 */
export function readCombination(text: string, tags: ReadonlyMap<string, TagRef>, values: "known" | "any" = "known"): Rule {
  const tokens = tokenize(text, tags, values);
  let position = 0;
  let brackets = 0;
  const peek = () => tokens[position]!;
  const take = () => tokens[position++]!;

  const disjunction = (): Rule => list("or", "any", () => list("and", "all", negation));
  const list = (separator: "and" | "or", kind: "all" | "any", part: () => Rule): Rule => {
    const of = [part()];
    while (peek().kind === separator) {
      take();
      of.push(part());
    }
    return of.length === 1 ? of[0]! : { kind, of };
  };
  const negation = (): Rule => {
    let turns = 0;
    while (peek().kind === "not") {
      take();
      turns++;
    }
    const inner = operand();
    return turns % 2 === 1 ? { kind: "not", of: inner } : inner;
  };
  const operand = (): Rule => {
    const token = take();
    switch (token.kind) {
      case "open": {
        if (++brackets > MAX_BRACKETS) throw syntax(token, `${MAX_BRACKETS} brackets at most`, `最多 ${MAX_BRACKETS} 层括号`);
        const inner = disjunction();
        if (peek().kind !== "close") throw syntax(peek(), "and, or or a closing bracket", "且、或 或右括号");
        take();
        brackets--;
        return inner;
      }
      case "tag":
        return tagWithValue(token);
      case "word": {
        const names = [...tags.values()].flatMap((tag) => [tag.code, tag.name.zh, tag.name.en]);
        throw problem("COMBINATION_UNKNOWN", { name: token.text, column: token.column, suggestion: nearest(token.text, names) });
      }
      default:
        throw syntax(token, "a tag, not or an opening bracket", "标签、非 或左括号");
    }
  };
  const tagWithValue = (token: Extract<Token, { kind: "tag" }>): Rule => {
    if (token.codes.length > 1) throw problem("RULE_AMBIGUOUS_TAG", { name: token.text, codes: token.codes });
    const tag = tags.get(token.codes[0]!)!;
    if (tag.kind === "metric")
      throw problem("RULE_TAG_KIND", {
        tag: tag.name.zh,
        kind: tag.kind,
        wanted: "a metric has a number, not members",
        wantedZh: "指标标签只有数值，没有成员",
      });
    if (peek().kind !== "equals") return { kind: "tag", tag: tag.code, values: null, held: null };
    take();
    const value = take();
    if (value.kind !== "word" && value.kind !== "tag") throw syntax(value, "a value of the tag", "标签的取值");
    if (values === "known" && !tag.values.includes(value.text))
      throw problem("RULE_UNKNOWN_VALUE", {
        name: value.text,
        tag: tag.name.zh,
        known: tag.values,
        suggestion: nearest(value.text, tag.values),
      });
    return { kind: "tag", tag: tag.code, values: [value.text], held: null };
  };

  const formula = disjunction();
  if (peek().kind !== "end") throw syntax(peek(), "and, or or the end", "且、或 或结尾");
  return formula;
}

function syntax(token: Token, expected: string, expectedZh: string): Error {
  return problem("COMBINATION_SYNTAX", { column: token.column, found: token.text, expected, expectedZh });
}

/** A value nobody knows yet, without quotes. */
const ANY_VALUE = /^[^\s()（）"“'「]+?(?=[\s()（）]|$|并且|而且|且|或)/u;

function tokenize(text: string, tags: ReadonlyMap<string, TagRef>, values: "known" | "any"): Token[] {
  const names = namesOf(tags);
  const letters = [...text];
  const tokens: Token[] = [];
  let index = 0;
  while (index < letters.length) {
    const column = index + 1;
    const rest = letters.slice(index, index + 200).join("");
    if (/^\s/.test(rest)) {
      index++;
      continue;
    }
    const quote = /^["“'「]/.exec(rest)?.[0];
    if (quote) {
      const end = letters.findIndex(
        (letter, at) => at > index && letter === ({ '"': '"', "“": "”", "'": "'", "「": "」" } as Record<string, string>)[quote],
      );
      if (end < 0) throw problem("COMBINATION_SYNTAX", { column, found: quote, expected: "a closing quote", expectedZh: "与之成对的引号" });
      const name = letters.slice(index + 1, end).join("");
      tokens.push(wordToken(name, column, names));
      index = end + 1;
      continue;
    }
    const value = values === "any" && tokens.at(-1)?.kind === "equals" ? ANY_VALUE.exec(rest)?.[0] : undefined;
    if (value !== undefined) {
      tokens.push({ kind: "word", text: value, column });
      index += [...value].length;
      continue;
    }
    const sign = SIGNS.find(([mark]) => rest.startsWith(mark));
    const name = longestName(rest, names, tokens.at(-1)?.kind === "equals" ? tierNames(tags) : []);
    if (name !== undefined) {
      tokens.push(wordToken(name, column, names));
      index += [...name].length;
    } else if (sign) {
      tokens.push({ kind: sign[1], text: sign[0], column });
      index += [...sign[0]].length;
    } else {
      const chinese = CHINESE.find(([mark]) => rest.startsWith(mark));
      const word = chinese ? chinese[0] : /^[^\s()（）=:：&|!！"“'「]+/u.exec(rest)![0];
      const latin = LATIN[word.toLowerCase()];
      if (chinese) tokens.push({ kind: chinese[1], text: word, column });
      else if (latin) tokens.push({ kind: latin, text: word, column });
      else tokens.push({ kind: "word", text: word, column });
      index += [...word].length;
    }
  }
  tokens.push({ kind: "end", text: "", column: letters.length + 1 });
  return tokens;
}

function namesOf(tags: ReadonlyMap<string, TagRef>): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const tag of tags.values()) {
    for (const name of new Set([tag.code, tag.name.zh, tag.name.en])) names.set(name, [...(names.get(name) ?? []), tag.code]);
  }
  return names;
}

function tierNames(tags: ReadonlyMap<string, TagRef>): string[] {
  return [...tags.values()].flatMap((tag) => tag.values);
}

function wordToken(name: string, column: number, names: ReadonlyMap<string, string[]>): Token {
  const codes = names.get(name);
  return codes ? { kind: "tag", text: name, column, codes } : { kind: "word", text: name, column };
}

/** The longest name that stands here and does not stop inside a Latin word. */
function longestName(rest: string, names: ReadonlyMap<string, string[]>, values: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const name of [...names.keys(), ...values]) {
    if (!rest.startsWith(name) || (best !== undefined && name.length <= best.length)) continue;
    const next = rest[name.length];
    if (next !== undefined && /[A-Za-z0-9_]$/.test(name) && /[A-Za-z0-9_]/.test(next)) continue;
    best = name;
  }
  return best;
}

/** A combination in words. */
export function combinationWords(combination: Rule, tags: ReadonlyMap<string, TagRef>, inside = false): Text {
  switch (combination.kind) {
    case "tag": {
      const name = tags.get(combination.tag)?.name ?? { zh: combination.tag, en: combination.tag };
      if (!combination.values) return name;
      return { zh: `${name.zh}是${combination.values.join("或")}`, en: `${name.en} is ${combination.values.join(" or ")}` };
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
