import { otherThan, unicodeClass } from "./unicodeClass.ts";

/** The part of a pattern that cannot be translated, and why. */
export type Untranslatable = "half" | "property" | "negatedClass" | "notBoundary";

const IGNORES_CASE = /\(\?[a-zA-Z]*i/;

/**
 * A pattern in the form that both RE2 engines read: code points as RE2 writes them (`\u4e00` → `\x{4e00}`), Unicode classes as ranges. A
 * dot is every character but a line feed.
 */
export function translated(pattern: string, ignoringCase: boolean): { readonly re2: string } | { readonly refused: Untranslatable } {
  const foldsCase = ignoringCase || IGNORES_CASE.test(pattern);
  const parts: string[] = [];
  let isInBrackets = false;
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const token = tokenOf(rest, isInBrackets);
    at += token.length;
    if (isInBrackets) isInBrackets = token !== "]";
    else if (token.startsWith("[")) isInBrackets = true;
    const code = /^\\u(?:\{([\da-f]+)\}|([\da-f]{4}))$/i.exec(token);
    const named = /^\\([pP])(?:\{(\^?)([^}]*)\}|(\w))$/s.exec(token);
    // The store matches between bytes, so this would match in the middle of a Chinese character.
    if (token === "\\B" && !isInBrackets) return { refused: "notBoundary" };
    if (code) {
      const digits = code[1] ?? code[2]!;
      if (isHalf(digits)) return { refused: "half" };
      parts.push(`\\x{${digits}}`);
    } else if (named) {
      const isNegated = (named[1] === "P") !== (named[2] === "^");
      // Of small letters, ignoring case, one may say that they are no capitals, or that they are as good as capitals.
      if (isNegated && foldsCase) return { refused: "negatedClass" };
      const spans = unicodeClass(named[3] ?? named[4]!);
      const wanted = spans && (isNegated ? otherThan(spans) : spans);
      if (!wanted || wanted.length === 0) return { refused: "property" };
      const ranges = rangesOf(wanted);
      parts.push(isInBrackets ? ranges : `[${ranges}]`);
    } else if (!isInBrackets && token > "\x7f" && /^[*?{]/.test(pattern.slice(at))) {
      // Without the brackets ClickHouse repeats only the last byte and first filters for texts with the other bytes: 上*海 would not find 海.
      parts.push(`(?:${token})`);
    } else parts.push(token);
  }
  return { re2: `${ignoringCase ? "(?i-s)" : "(?-s)"}${parts.join("")}` };
}

const OUTSIDE = /^(?:\\Q.*?(?:\\E|$)|\\u\{[\da-f]+\}|\\u[\da-f]{4}|\\[pP]\{[^}]*\}|\\[pP]\w|\\.|\[\^?\]?|.)/isu;
const INSIDE = /^(?:\[:\^?[a-z]+:\]|\\u\{[\da-f]+\}|\\u[\da-f]{4}|\\[pP]\{[^}]*\}|\\[pP]\w|\\.|.)/isu;

function tokenOf(rest: string, isInBrackets: boolean): string {
  return (isInBrackets ? INSIDE : OUTSIDE).exec(rest)![0];
}

function isHalf(digits: string): boolean {
  const code = Number.parseInt(digits, 16);
  return code >= 0xd800 && code <= 0xdfff;
}

/** The text escaped for use inside brackets. */
function rangesOf(spans: readonly (readonly [number, number])[]): string {
  const hex = (code: number) => `\\x{${code.toString(16)}}`;
  return spans.map(([low, high]) => (low === high ? hex(low) : `${hex(low)}-${hex(high)}`)).join("");
}
