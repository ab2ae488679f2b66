import { nearest, problem, tagKind } from "../../kernel/index.ts";
import type { Rule } from "./ast.ts";
import { tokenize, type Token } from "./combinationTokens.ts";
import { quotedName } from "./quoting.ts";
import type { TagRef } from "./scope.ts";
import { foldedName } from "./tagNames.ts";

const MAX_BRACKETS = 200;

/**
 * Reads a combination, all of tags, such as `高价值客户 and not (近期沉默 或 lifecycle = 流失客户)`. `not` binds tighter than `and`, `and` tighter than
 * `or`. Names are found by their longest match, so `高价值客户且非近期沉默` needs no spaces. A name that contains a word or sign of the language, such
 * as `且`, `A and B` or `R:F`, must stand in quotes.
 * With `values: "any"`, for callers who do not have the values of tags, the text after `=` up to a blank, a bracket or a word for and/or is
 * the value.
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
        throw unknown(token.text, token.column, tags);
      }
      default:
        throw syntax(token, "a tag, not or an opening bracket", "标签、非 或左括号");
    }
  };
  const tagWithValue = (token: Extract<Token, { kind: "tag" }>): Rule => {
    if (token.codes.length > 1) throw problem("RULE_AMBIGUOUS_TAG", { name: token.text, codes: token.codes });
    const tag = tags.get(token.codes[0]!)!;
    refuseMetric(tag);
    if (peek().kind !== "equals") return { kind: "tag", tag: tag.code, values: null, held: null };
    take();
    const value = take();
    if (value.kind !== "word" && value.kind !== "tag") throw syntax(value, "a value of the tag", "标签的取值");
    const known = valueCalled(tag, value.text);
    if (values === "known" && known === undefined) throw unknownValue(tag, value.text);
    return { kind: "tag", tag: tag.code, values: [known ?? value.text], held: null };
  };

  const formula = disjunction();
  if (peek().kind !== "end") throw syntax(peek(), "and, or or the end", "且、或 或结尾");
  return formula;
}

function syntax(token: Token, expected: string, expectedZh: string): Error {
  return problem("COMBINATION_SYNTAX", { column: token.column, found: token.text, expected, expectedZh });
}

/**
 * Checks a stored combination, which names tags by code, against the present tags.
 * @throws COMBINATION_UNKNOWN for a tag that no longer exists, RULE_UNKNOWN_VALUE for such a value, RULE_TAG_KIND
 */
export function checkCombination(combination: Rule, tags: ReadonlyMap<string, TagRef>): Rule {
  switch (combination.kind) {
    case "all":
    case "any":
      for (const part of combination.of) checkCombination(part, tags);
      return combination;
    case "not":
      checkCombination(combination.of, tags);
      return combination;
    case "tag": {
      const tag = tags.get(combination.tag);
      if (!tag) throw unknown(combination.tag, 1, tags);
      refuseMetric(tag);
      for (const value of combination.values ?? []) if (!tag.values.includes(value)) throw unknownValue(tag, value);
      return combination;
    }
    default:
      throw new Error(`a combination has no leaf ${combination.kind}`);
  }
}

function unknown(name: string, column: number, tags: ReadonlyMap<string, TagRef>): Error {
  const names = [...tags.values()].flatMap((tag) => [tag.code, tag.name.zh, tag.name.en]);
  // Without quotes, a name that contains a word or sign of the language is cut there.
  const fold = foldedName(name);
  const near = nearest(name, names) ?? names.find((each) => each !== name && quotedName(each) !== each && foldedName(each).includes(fold));
  return problem("COMBINATION_UNKNOWN", { name, column, suggestion: near === undefined ? undefined : quotedName(near) });
}

function unknownValue({ name, values }: TagRef, value: string): Error {
  return problem("RULE_UNKNOWN_VALUE", { name: value, tag: name.zh, known: values, suggestion: nearest(value, values) });
}

function refuseMetric({ name, kind }: TagRef): void {
  if (!tagKind(kind).hasMembers)
    throw problem("RULE_TAG_KIND", {
      tag: name.zh,
      kind,
      wanted: "a metric has a number, not members",
      wantedZh: "指标标签只有数值，没有成员",
    });
}

/** The value of a tag that a text means, whatever the width and case. */
function valueCalled({ values }: TagRef, text: string): string | undefined {
  return values.includes(text) ? text : values.find((value) => foldedName(value) === foldedName(text));
}
