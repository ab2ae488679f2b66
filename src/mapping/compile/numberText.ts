import { literal, sql, type Sql } from "../../engine/index.ts";
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
export function plainNumberSql(text: Sql, format: NumberFormat = "1,234.56"): Sql {
  const human = humanSql(text, format);
  return format === "1,234.56"
    ? sql`multiIf(match(${text}, ${PLAIN}), ${text}, match(${text}, ${GROUPED}), replaceAll(${text}, ',', ''), ${human})`
    : sql`if(match(${text}, ${WHOLE}), ${text}, ${human})`;
}

/** Other ways to write a number: currencies, units, brackets, full-width signs. The parts are those of kernel's SHAPES. */
function humanSql(text: Sql, format: NumberFormat): Sql {
  const bare = sql`replaceRegexpAll(replaceRegexpAll(ifNull(${text}, ''), ${UNSEEN}, ''), ${BLANK}, ' ')`;
  const folded = sql`translateUTF8(trimBoth(toValidUTF8(${bare})), ${literal.text(SIGNS_FROM)}, ${literal.text(SIGNS_TO)})`;
  const read = SHAPES[format].map(
    ({ shape, comma }) => sql`arrayMap(g -> ${joined(comma)}, [extractGroups(f, ${literal.text(shape)})])[1]`,
  );
  return sql`arrayElement(arrayMap(f -> coalesce(${sql.join(read)}), [${folded}]), 1)`;
}

/** The groups of kernel's SHAPES, in the array `g` of what they matched. */
const PART = {
  open: sql`g[1]`,
  sign: sql`g[2]`,
  currency: sql`g[3]`,
  innerSign: sql`g[4]`,
  digits: sql`g[5]`,
  exponent: sql`g[6]`,
  unit: sql`g[7]`,
  percent: sql`g[8]`,
  currencyAfter: sql`g[9]`,
  minusAfter: sql`g[10]`,
  close: sql`g[11]`,
} as const;

const filled = (part: Sql) => sql`notEmpty(${part})`;

function atMostOne(...parts: readonly Sql[]): Sql {
  return sql`(${sql.join(parts.map(filled), " + ")}) <= 1`;
}

/** Joins the parts `g`. NULL if there are none or they contradict one another, as in kernel's number.ts. */
function joined(comma: boolean): Sql {
  const { open, sign, currency, innerSign, digits, exponent, unit, percent, currencyAfter, minusAfter, close } = PART;
  const sound = sql.and([
    filled(sql`g`),
    atMostOne(open, sign, innerSign, minusAfter),
    sql`empty(${open}) = empty(${close})`,
    atMostOne(exponent, unit, percent),
    sql`NOT (${filled(currency)} AND ${filled(currencyAfter)})`,
    sql`NOT (${filled(percent)} AND (${filled(currency)} OR ${filled(currencyAfter)}))`,
  ]);
  const isNegative = sql.or([filled(open), filled(minusAfter), sql`${sign} = '-'`, sql`${innerSign} = '-'`]);
  const plain = sql`replaceOne(replaceRegexpAll(${digits}, ${literal.text(comma ? "[. ']" : "[, ']")}, ''), ',', '.')`;
  const units = literal.texts(EXPONENTS.map(([each]) => each));
  const tens = literal.texts(EXPONENTS.map(([, each]) => each));
  const power = sql`if(${filled(exponent)}, ${exponent}, transform(concat(${unit}, ${percent}), ${units}, ${tens}, ''))`;
  return sql`if(${sound}, concat(if(${isNegative}, '-', ''), ${plain}, ${power}), NULL)`;
}
