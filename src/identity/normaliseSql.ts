import { literal } from "../engine/index.ts";
import { BLANKS, MAX_BYTES, NARROW, PLACEHOLDERS, WIDE } from "./normalise.ts";
import type { Platform } from "./platforms.ts";

const BLANK_CLASS = `[${[...BLANKS].map((sign) => `\\x{${sign.codePointAt(0)!.toString(16)}}`).join("")}]`;
const NATIONAL = String.raw`(1[3-9]\d{9}|10\d{8}|2\d{9}|[3-9]\d{9,10})`;

/**
 * normaliseExternal as an expression of the fact store over `column` (any type): the one form, or '' when it identifies nobody.
 * A property test holds the two together (normalise.test.ts).
 */
export function normaliseSql(platform: Platform, column: string): string {
  const text = `replaceRegexpAll(ifNull(toString(${column}), ''), ${literal.text(`^${BLANK_CLASS}+|${BLANK_CLASS}+$`)}, '')`;
  const usable = `(length(x) <= ${MAX_BYTES} AND lower(x) NOT IN (${PLACEHOLDERS.map(literal.text).join(", ")}))`;
  return `arrayElement(arrayMap(x -> if(${usable}, ${formOf(platform, "x")}, ''), [${text}]), 1)`;
}

function formOf(platform: Platform, x: string): string {
  const plain = `translateUTF8(${x}, ${literal.text(WIDE)}, ${literal.text(NARROW)})`;
  switch (platform.code) {
    case "phone":
      return bind("y", plain, phoneOf("y"));
    case "email":
      return bind(
        "y",
        `lower(${plain})`,
        `if(match(y, ${literal.text(String.raw`^[^\t\n\v\f\r @]+@[^\t\n\v\f\r @]+\.[^\t\n\v\f\r @.]+$`)}), y, '')`,
      );
    default:
      return x;
  }
}

function phoneOf(y: string): string {
  const pattern = (source: string) => literal.text(source);
  const digits = `replaceRegexpAll(${y}, '[^0-9]+', '')`;
  const international = (d: string) =>
    `multiIf(NOT startsWith(${d}, '86'), if(match(${d}, ${pattern(String.raw`^[1-9]\d{7,14}$`)}), concat('+', ${d}), ''), ` +
    `match(${d}, ${pattern(`^860?${NATIONAL}$`)}), concat('+86', replaceRegexpOne(substring(${d}, 3), '^0', '')), '')`;
  const choice =
    `multiIf(startsWith(${y}, '+'), ${international("d")}, startsWith(d, '00'), ${bind("e", "substring(d, 3)", international("e"))}, ` +
    `match(d, ${pattern(String.raw`^1[3-9]\d{9}$`)}), concat('+86', d), match(d, ${pattern(String.raw`^861[3-9]\d{9}$`)}), concat('+', d), ` +
    `match(d, ${pattern(String.raw`^0(10\d{8}|2\d{9}|[3-9]\d{9,10})$`)}), concat('+86', substring(d, 2)), '')`;
  return `if(match(${y}, ${pattern(String.raw`^[+0-9 ().\-/\x{a0}]+$`)}), ${bind("d", digits, choice)}, '')`;
}

/** Names a value inside an expression: SQL has no other way without a subquery. */
function bind(name: string, value: string, body: string): string {
  return `arrayElement(arrayMap(${name} -> ${body}, [${value}]), 1)`;
}
