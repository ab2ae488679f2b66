import { parseDecimal, type Decimal } from "../decimal.ts";
import { isMissingWord } from "./missing.ts";
import { foldNumber } from "./numberFold.ts";
import { SHAPES, TENS, type NumberFormat } from "./numberShape.ts";

/** A text read as a number. range: the number is 10¹² or more. */
export type NumberRead =
  | { readonly kind: "number"; readonly value: Decimal }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly why: "shape" | "range" };

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const COMPILED = new Map(
  Object.entries(SHAPES).map(([format, shapes]) => [format, shapes.map(({ shape, comma }) => ({ shape: new RegExp(shape, "u"), comma }))]),
);

/**
 * Reads a number as people and programs write it: `1,234.50`, `￥99`, `1200元`, `1.2万`, `１２００`, `1 234`, `1.234,56`; `(987.65)` and `5-` are
 * negative, and `12.5%` is 0.125 as in a spreadsheet. `format` decides what `1.000` and `1,000` are. Exact, never a float.
 */
export function readNumber(text: string, format: NumberFormat = "1,234.56"): NumberRead {
  // In the other format `1.000` is a thousand, so this short way is not valid there.
  if (format === "1,234.56" && PLAIN.test(text)) return sized(text);
  if (isMissingWord(text)) return { kind: "missing" };
  const folded = foldNumber(text);
  for (const { shape, comma } of COMPILED.get(format)!) {
    const parts = shape.exec(folded);
    if (!parts) continue;
    const plain = plainNumber(parts, comma);
    if (plain !== undefined) return sized(plain);
  }
  return { kind: "unreadable", why: "shape" };
}

function sized(plain: string): NumberRead {
  const value = parseDecimal(plain);
  return value === undefined ? { kind: "unreadable", why: "range" } : { kind: "number", value };
}

/** The parts as a plain number; undefined when they contradict each other (two signs, one bracket, 5e3万). */
function plainNumber(parts: RegExpExecArray, comma: boolean): string | undefined {
  const [, open, before, currency, inner, digits, exponent, unit, percent, after, behind, close] = parts;
  const negatives = [open, before, inner, behind].filter((each) => each !== undefined);
  if (negatives.length > 1 || (open === undefined) !== (close === undefined)) return undefined;
  if ([exponent, unit, percent].filter((each) => each !== undefined).length > 1) return undefined;
  if ((currency !== undefined && after !== undefined) || (percent !== undefined && (currency ?? after) !== undefined)) return undefined;
  const tens = [...(unit ?? percent ?? "")].reduce((sum, each) => sum + TENS[each]!, 0);
  const bare = digits!.replace(comma ? /[. ']/g : /[, ']/g, "").replace(",", ".");
  const negative = negatives.length > 0 && negatives[0] !== "+";
  return `${negative ? "-" : ""}${bare}${exponent ?? (tens === 0 ? "" : `e${tens}`)}`;
}
