import { BLANKS, classOf, INVISIBLE, type Range } from "../../kernel/index.ts";

/** Invisible characters, variation selectors and the keycap frame: none of them is part of a number or an address. */
const MARK: readonly Range[] = [...INVISIBLE, [0x180b, 0x180f], [0x20e3, 0x20e3], [0xfe00, 0xfe0f]];

/** The invisible characters as a regular expression, for JavaScript and for the fact store. */
const MARKS = new RegExp(`[${classOf(MARK, "js")}]+`, "gu");
export const MARKS_RE2 = `[${classOf(MARK, "re2")}]+`;
/** Blanks and invisible characters at both ends, as cleanText cuts them. */
const END = classOf([...BLANKS, ...INVISIBLE], "re2");
export const ENDS_RE2 = `^[${END}]+|[${END}]+$`;

const signs = (ranges: readonly Range[]) =>
  ranges.flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, index) => String.fromCharCode(a + index)));
const many = (from: readonly string[], to: string) => from.map((sign) => [sign, to] as const);

/** Characters that look like those of a phone number or address, each with the ASCII character it replaces. */
const LOOK_ALIKES: readonly (readonly [from: string, to: string])[] = [
  ...signs([[0xff01, 0xff5e]]).map((sign) => [sign, String.fromCharCode(sign.charCodeAt(0) - 0xfee0)] as const),
  ...many(
    signs(BLANKS).filter((sign) => sign !== " "),
    " ",
  ),
  // Hyphens, dashes and the minus; also the long vowel mark of Japanese keyboards and the box drawing line.
  ...many([..."\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u30fc\u2500\ufe58\ufe63"], "-"),
  ...many([..."\u00b7\u2027\u30fb\u3002\uff61\u2024"], "."),
  ...many([..."\u3010\u3014\u300c\ufe59\u207d"], "("),
  ...many([..."\u3011\u3015\u300d\ufe5a\u207e"], ")"),
  ...many([..."\u2018\u2019\u201b\u2032\u00b4\u02bc"], "'"),
  ...many([..."\u201c\u201d\u2033"], '"'),
  ...many([..."\u3001\ufe50\ufe51\uff64"], ","),
  ...many([..."\u2044\u2215"], "/"),
  ...many([..."\ufe55\ua789"], ":"),
  ...many([..."\ufe6b"], "@"),
  ...many([..."\ufe62\u207a"], "+"),
];

export const ALIKE = LOOK_ALIKES.map(([from]) => from).join("");
export const PLAIN = LOOK_ALIKES.map(([, to]) => to).join("");

const plainOf = new Map(LOOK_ALIKES);
const ANY_ALIKE = new RegExp(
  `[${classOf(
    [...ALIKE].map((sign): Range => [sign.charCodeAt(0), sign.charCodeAt(0)]),
    "js",
  )}]`,
  "gu",
);

/** Plain text, from which phone numbers and addresses are read: without invisible characters, look-alikes replaced, A–Z in lower case. */
export function plainText(text: string): string {
  return lowerAscii(text.replace(MARKS, "").replace(ANY_ALIKE, (sign) => plainOf.get(sign)!));
}

/** Lower case for A–Z only, as the fact store's lower() does. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
