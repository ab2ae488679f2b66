import { BLANKS, classOf, INVISIBLE } from "./blanks.ts";

/** Full-width characters (！ to ～) become ASCII. Capital letters become small ones, for currency codes. */
const WIDE = Array.from({ length: 94 }, (_, index) => [String.fromCharCode(0xff01 + index), String.fromCharCode(0x21 + index)] as const);
const CAPITALS = Array.from({ length: 26 }, (_, index) => [String.fromCharCode(65 + index), String.fromCharCode(97 + index)] as const);
const OTHERS = [
  ["￥", "¥"],
  ["￡", "£"],
  ["﹩", "$"],
  ["﹪", "%"],
  ["﹐", ","],
  ["﹒", "."],
  ["﹢", "+"],
  ["﹣", "-"],
  ["−", "-"],
  ["‐", "-"],
  ["‑", "-"],
  ["‒", "-"],
  ["–", "-"],
  ["’", "'"],
  ["‘", "'"],
  ["ʼ", "'"],
  ["萬", "万"],
  ["億", "亿"],
] as const;

const lower = (letter: string) => letter.toLowerCase();
const PAIRS = [...WIDE.map(([wide, narrow]) => [wide, lower(narrow)] as const), ...CAPITALS, ...OTHERS];
/** Full-width characters, and the ASCII character of each in the same place. */
export const WIDE_FROM = WIDE.map(([wide]) => wide).join("");
export const WIDE_TO = WIDE.map(([, narrow]) => narrow).join("");

/** Variants of characters, each replaced by one character. NFKC is not used: it would make 10² into 102. */
export const SIGNS_FROM = PAIRS.map(([from]) => from).join("");
export const SIGNS_TO = PAIRS.map(([, to]) => to).join("");

const SIGNS = new Map<string, string>(PAIRS);
const UNSEEN = new RegExp(`[${classOf(INVISIBLE, "js")}]+`, "gu");
const BLANK = new RegExp(`[${classOf(BLANKS, "js")}]+`, "gu");

/** Reduces the ways to write a number to digits, `+-.,'()%`, single blanks, small letters and Chinese characters. */
export function foldNumber(text: string): string {
  let folded = "";
  for (const sign of text.replace(UNSEEN, "").replace(BLANK, " ").trim()) folded += SIGNS.get(sign) ?? sign;
  return folded;
}

/** Full-width characters become ASCII; nothing else changes. */
export function narrowed(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
