/** Code points from `a` to `b`. */
type Range = readonly [a: number, b: number];

/** Unicode's White_Space. */
const BLANK: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];

/** Marks that nobody sees: zero-width, directions of writing, byte order, soft hyphen, joiners, variants, fillers. */
const MARK: readonly Range[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20e3, 0x20e3],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
];

const classOf = (ranges: readonly Range[], escape: (code: number) => string) =>
  ranges.map(([a, b]) => (a === b ? escape(a) : `${escape(a)}-${escape(b)}`)).join("");
const js = (code: number) => `\\u${code.toString(16).padStart(4, "0")}`;
const re2 = (code: number) => `\\x{${code.toString(16)}}`;

/** The invisible marks as a regular expression of JavaScript, and of the fact store. */
export const MARKS = new RegExp(`[${classOf(MARK, js)}]+`, "g");
export const MARKS_RE2 = `[${classOf(MARK, re2)}]+`;
/** Blanks and invisible marks at either end. */
export const ENDS = new RegExp(`^[${classOf([...BLANK, ...MARK], js)}]+|[${classOf([...BLANK, ...MARK], js)}]+$`, "g");
export const ENDS_RE2 = `^[${classOf([...BLANK, ...MARK], re2)}]+|[${classOf([...BLANK, ...MARK], re2)}]+$`;

const signs = (ranges: readonly Range[]) =>
  ranges.flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, index) => String.fromCharCode(a + index)));
const many = (from: readonly string[], to: string) => from.map((sign) => [sign, to] as const);

/** Signs that look like those of a phone number or an address, and what they stand for, one sign each. */
const LOOK_ALIKES: readonly (readonly [from: string, to: string])[] = [
  ...signs([[0xff01, 0xff5e]]).map((sign) => [sign, String.fromCharCode(sign.charCodeAt(0) - 0xfee0)] as const),
  ...many(
    signs(BLANK).filter((sign) => sign !== " "),
    " ",
  ),
  // Hyphens, dashes and the minus; the long vowel of kana keyboards and the stroke of drawn lines.
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
const ANY_ALIKE = new RegExp(`[${[...ALIKE].map((sign) => js(sign.charCodeAt(0))).join("")}]`, "g");

/** The text without invisible marks, look-alikes as the signs they stand for, A–Z small: what phones and addresses are read from. */
export function plainText(text: string): string {
  return lowerAscii(text.replace(MARKS, "").replace(ANY_ALIKE, (sign) => plainOf.get(sign)!));
}

/** Only A–Z: what the fact store's lower() does. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
