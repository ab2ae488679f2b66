/** A range of code points, both ends included. */
export type Range = readonly [from: number, to: number];

/** Unicode's White_Space: the no-break, thin and full-width spaces are among them. */
export const BLANKS: readonly Range[] = [
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

/**
 * Invisible characters that copied text brings along: control characters, soft hyphen, zero width and direction marks, word joiner,
 * byte-order mark, fillers. Variation selectors and tag characters are not included, because they change emoji.
 */
export const INVISIBLE: readonly Range[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
];

/** The inside of a character class, for JavaScript (flag `u`) or for RE2, which the fact store uses. */
export function classOf(ranges: readonly Range[], writer: "js" | "re2"): string {
  const one = (point: number) => (writer === "js" ? `\\u{${point.toString(16)}}` : `\\x{${point.toString(16)}}`);
  return ranges.map(([from, to]) => (from === to ? one(from) : `${one(from)}-${one(to)}`)).join("");
}
