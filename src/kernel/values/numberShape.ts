/**
 * The format of numbers, shown by a sample: the thousands separator and the decimal separator. Blanks and apostrophes separate thousands in
 * both.
 */
export type NumberFormat = "1,234.56" | "1.234,56";
export const NUMBER_FORMATS: readonly NumberFormat[] = ["1,234.56", "1.234,56"];

const CURRENCY =
  "(?:us|hk|nt|cn|jp|au|ca|sg|[acs])?[$¥]|[€£₩₹₽฿₫₱₺₴₪₦]|rmb|cny|usd|eur|gbp|hkd|twd|mop|jpy|krw|sgd|aud|cad|myr|thb|vnd|人民币|港币|美元|欧元";
const AFTER = `${CURRENCY}|元整|元|圆|块钱|块|港元|台币|日元|英镑`;
const UNIT = "[十百千]?[万亿]|[百千]|万亿";

const thousands = (by: string, least = "+") => String.raw`\d{1,3}(?:${by}\d{3})${least}`;
const LOOSE = `${thousands(" ")}|${thousands("'")}`;
const DOT = String.raw`(?:\d+|${thousands(",")}|${LOOSE})(?:\.\d*)?|\.\d+`;
const COMMA = String.raw`(?:\d+|${thousands(String.raw`\.`)}|${LOOSE})(?:,\d*)?|,\d+`;
/**
 * Unambiguous decimal commas and thousands dots: a comma that can only be decimal, or dots that can only separate thousands. Four groups
 * would be an IP address.
 */
const CLEARLY_COMMA = String.raw`(?:${thousands(String.raw`\.`)}|${LOOSE}),\d+|${thousands(String.raw`\.`, "{2}")}`;

/**
 * The groups of a folded number, the same for JavaScript and RE2: 1 `(`, 2 sign, 3 currency, 4 sign, 5 digits, 6 exponent, 7 unit, 8
 * percent, 9 currency, 10 minus at the end, 11 `)`.
 */
function shape(digits: string): string {
  return String.raw`^(\()? ?([+-])? ?(${CURRENCY})? ?([+-])? ?(${digits})(e[+-]?\d{1,3})? ?(${UNIT})? ?([%‰])? ?(${AFTER})? ?(-)? ?(\))?$`;
}

/** The shapes to try, in this order. A number that is unambiguous in one format is read in both. */
export const SHAPES: Readonly<Record<NumberFormat, readonly { readonly shape: string; readonly comma: boolean }[]>> = {
  "1,234.56": [
    { shape: shape(DOT), comma: false },
    { shape: shape(CLEARLY_COMMA), comma: true },
  ],
  "1.234,56": [
    { shape: shape(COMMA), comma: true },
    { shape: shape(DOT), comma: false },
  ],
};

/** The power of ten of each unit. */
export const TENS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8, "%": -2, "‰": -3 };
