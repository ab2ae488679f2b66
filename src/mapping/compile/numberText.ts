import { textLiteral as literal } from "../../engine/index.ts";
import { BLANKS, classOf, INVISIBLE, SHAPES, SIGNS_FROM, SIGNS_TO, TENS, type NumberFormat } from "../../kernel/index.ts";

const PLAIN = literal.text(String.raw`^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$`);
const WHOLE = literal.text(String.raw`^[+-]?[0-9]+$`);
const GROUPED = literal.text(String.raw`^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?$`);
const UNSEEN = literal.text(`[${classOf(INVISIBLE, "re2")}]+`);
const BLANK = literal.text(`[${classOf(BLANKS, "re2")}]+`);

const UNITS = ["万", "亿"].flatMap((large) => ["", "十", "百", "千"].map((small) => small + large));
/** Words and signs after a number that multiply it, with their power of ten. */
const EXPONENTS = [...UNITS, "百", "千", "万亿", "%", "‰"].map(
  (unit) => [unit, `e${[...unit].reduce((sum, each) => sum + TENS[each]!, 0)}`] as const,
);

/**
 * A text as a number that the engine reads (`-1234.5`, `1.2e4`), as kernel's readNumber reads it; NULL if it is none. A plain number, by
 * far the most common, costs one pattern.
 */
export function plainNumberSql(text: string, format: NumberFormat = "1,234.56"): string {
  const human = humanSql(text, format);
  return format === "1,234.56"
    ? `multiIf(match(${text}, ${PLAIN}), ${text}, match(${text}, ${GROUPED}), replaceAll(${text}, ',', ''), ${human})`
    : `if(match(${text}, ${WHOLE}), ${text}, ${human})`;
}

/** Other ways to write a number: currencies, units, brackets, full-width signs. The parts are those of kernel's SHAPES. */
function humanSql(text: string, format: NumberFormat): string {
  const bare = `replaceRegexpAll(replaceRegexpAll(ifNull(${text}, ''), ${UNSEEN}, ''), ${BLANK}, ' ')`;
  const folded = `translateUTF8(trimBoth(toValidUTF8(${bare})), ${literal.text(SIGNS_FROM)}, ${literal.text(SIGNS_TO)})`;
  const read = SHAPES[format].map(({ shape, comma }) => `arrayMap(g -> ${joined(comma)}, [extractGroups(f, ${literal.text(shape)})])[1]`);
  return `arrayElement(arrayMap(f -> coalesce(${read.join(", ")}), [${folded}]), 1)`;
}

/** Joins the parts `g`. NULL if there are none or they contradict one another, as in kernel's number.ts. */
function joined(comma: boolean): string {
  const has = (...parts: number[]) => parts.map((part) => `notEmpty(g[${part}])`).join(" + ");
  const sound =
    `notEmpty(g) AND (${has(1, 2, 4, 10)}) <= 1 AND empty(g[1]) = empty(g[11]) AND (${has(6, 7, 8)}) <= 1` +
    ` AND NOT (notEmpty(g[3]) AND notEmpty(g[9])) AND NOT (notEmpty(g[8]) AND (notEmpty(g[3]) OR notEmpty(g[9])))`;
  const sign = `if(notEmpty(g[1]) OR notEmpty(g[10]) OR g[2] = '-' OR g[4] = '-', '-', '')`;
  const digits = `replaceOne(replaceRegexpAll(g[5], ${literal.text(comma ? "[. ']" : "[, ']")}, ''), ',', '.')`;
  const units = EXPONENTS.map(([unit]) => unit);
  const tens = EXPONENTS.map(([, exponent]) => exponent);
  const exponent = `if(notEmpty(g[6]), g[6], transform(concat(g[7], g[8]), ${literal.texts(units)}, ${literal.texts(tens)}, ''))`;
  return `if(${sound}, concat(${sign}, ${digits}, ${exponent}), NULL)`;
}
