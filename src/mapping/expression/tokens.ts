import type { Fault, Span } from "./ast.ts";

export type Token = Span &
  (
    | { readonly kind: "name"; readonly text: string; readonly quoted: boolean }
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "number"; readonly text: string }
    | { readonly kind: "sign"; readonly text: string }
    | { readonly kind: "end"; readonly text: "" }
  );

/** Two-character signs come first. */
const SIGNS = ["==", "!=", "<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ","];
/** A name is a path of words: `Quantity`, `订单号`, `user.address.city`, `items[].price`. */
const NAME = /[\p{L}_$][\p{L}\p{N}\p{M}_$]*(?:\[\])?(?:\.[\p{L}\p{N}_$][\p{L}\p{N}\p{M}_$]*(?:\[\])?)*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y;
const BLANK = /\s+/uy;

/** The tokens of an expression, with a final `end` token, or the first fault. */
export function tokensOf(source: string): Token[] | Fault {
  const tokens: Token[] = [];
  let at = 0;
  const matching = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  while (at < source.length) {
    const start = at;
    const blank = matching(BLANK);
    if (blank) {
      at += blank.length;
      continue;
    }
    const character = source[at]!;
    if (character === "'" || character === '"' || character === "`") {
      const quoted = readQuoted(source, at);
      if (!quoted) return unclosed(character, start, source.length);
      at = quoted.end;
      tokens.push({
        ...(character === "'" ? { kind: "text", text: quoted.text } : { kind: "name", text: quoted.text, quoted: true }),
        start,
        end: at,
      });
      continue;
    }
    const name = matching(NAME);
    const number = name === undefined ? matching(NUMBER) : undefined;
    const text = name ?? number ?? SIGNS.find((sign) => source.startsWith(sign, at));
    if (text === undefined) return unknown(source, start);
    at += text.length;
    if (name !== undefined) tokens.push({ kind: "name", text, quoted: false, start, end: at });
    else tokens.push({ kind: number === undefined ? "sign" : "number", text, start, end: at });
  }
  tokens.push({ kind: "end", text: "", start: source.length, end: source.length });
  return tokens;
}

/** A quote inside quotes is doubled or follows a backslash. */
function readQuoted(source: string, start: number): { text: string; end: number } | undefined {
  const quote = source[start]!;
  let text = "";
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at]!;
    if (character === "\\" && (source[at + 1] === quote || source[at + 1] === "\\")) text += source[++at]!;
    else if (character !== quote) text += character;
    else if (source[at + 1] === quote) text += source[++at]!;
    else return { text, end: at + 1 };
  }
  return undefined;
}

function unclosed(quote: string, start: number, end: number): Fault {
  return {
    code: "QUOTE_OPEN",
    start,
    end,
    zh: `第 ${start + 1} 个字符处的引号 ${quote} 没有结束`,
    en: `the quote ${quote} opened at character ${start + 1} is not closed`,
  };
}

function unknown(source: string, start: number): Fault {
  const character = String.fromCodePoint(source.codePointAt(start)!);
  return {
    code: "SIGN_UNKNOWN",
    start,
    end: start + character.length,
    zh: `第 ${start + 1} 个字符「${character}」不是表达式里能用的符号；含特殊符号的列名请用反引号括起来`,
    en: `character ${start + 1}, ${character}, means nothing in an expression; write a column name with special signs in backticks`,
  };
}
