/**
 * Numbers in Tagwise are decimals of 18 digits, 6 of them after the point: Decimal(18, 6) in the fact store, a bigint of millionths here.
 * Floats are not used, so that 0.1 + 0.2 is 0.3.
 */
export type Decimal = bigint;

export const SCALE = 6;
const UNIT = 10n ** BigInt(SCALE);
export const MAX_DECIMAL: Decimal = 10n ** 18n - 1n;

/**
 * Reads `-12`, `3.14`, `1e3`. Undefined when the text is no number or is 10¹² or more. Digits after the sixth are rounded half away from
 * zero.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-])?(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match || (!match[2] && !match[3])) return undefined;
  const whole = match[2] ?? "";
  const fraction = match[3] ?? "";
  const digits = BigInt(whole + fraction);
  const shift = Number(match[4] ?? 0) + SCALE - fraction.length;
  if (shift > 60) return digits === 0n ? 0n : undefined;
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideRounded(digits, 10n ** BigInt(Math.min(-shift, 400)));
  if (size > MAX_DECIMAL) return undefined;
  return match[1] === "-" ? -size : size;
}

/** Reads decimal text of any size, such as a sum from the fact store. Digits after the sixth are cut off. */
export function parseSum(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const value = BigInt(match[2]! + (match[3] ?? "").padEnd(SCALE, "0").slice(0, SCALE));
  return match[1] ? -value : value;
}

function divideRounded(value: bigint, by: bigint): bigint {
  return (value + by / 2n) / by;
}

/** Shortest exact form: `12.5`, `-3`, `0.000001`. */
export function formatDecimal(value: Decimal): string {
  const size = value < 0n ? -value : value;
  const fraction = (size % UNIT).toString().padStart(SCALE, "0").replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${size / UNIT}${fraction && `.${fraction}`}`;
}

/** An integer as a decimal. */
export function decimalOf(whole: number | bigint): Decimal {
  return BigInt(whole) * UNIT;
}

/**
 * The standard deviation of a sample of `count` values, cut at the sixth digit. `squares` is the sum of their squares, in millionths of
 * millionths. The formula is that of STDEV.S: √((n × Σx² − (Σx)²) ÷ (n × (n − 1))).
 */
export function deviationOf(sum: Decimal, squares: bigint, count: bigint): Decimal {
  return rootOf((count * squares - sum * sum) / (count * (count - 1n)));
}

/** The largest integer whose square is at most `value`, by Newton's method. */
export function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (let next = (root + value / root) / 2n; next < root; next = (root + value / root) / 2n) root = next;
  return root;
}

/** `sum / count` cut (not rounded) at the sixth digit, as the fact store divides decimals. */
export function averageOf(sum: Decimal, count: number): Decimal {
  return sum / BigInt(count);
}
