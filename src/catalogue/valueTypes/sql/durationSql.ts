import { textLiteral as literal } from "../../../engine/index.ts";
import { DURATION_PATTERN, DURATION_UNITS, LONGEST_DURATION_MILLISECONDS } from "../../../kernel/index.ts";

/** The kernel's readDuration in SQL, over an expression of Nullable(String): seconds, NULL when the text is no duration. */
export function readDurationSql(text: string): string {
  const lengths = `[${DURATION_UNITS.map((milliseconds) => `toInt64(${literal.integer(milliseconds)})`).join(", ")}]`;
  const counted = `arraySum(arrayMap((n, unit) -> toDecimal128(if(n = '', '0', n), 6) * unit, parts, ${lengths}))`;
  const exact = `toDecimal128(${counted}, 6) / 1000`;
  // The cast alone lets a number of thirteen digits pass, because 64 bits hold it.
  const seconds = `if(${exact} < ${literal.integer(LONGEST_DURATION_MILLISECONDS / 1_000)}, accurateCastOrNull(${exact}, 'Decimal(18, 6)'), NULL)`;
  const found = `extractGroups(ifNull(${text}, ''), ${literal.text(DURATION_PATTERN)})`;
  return `arrayElement(arrayMap(parts -> if(arrayExists(n -> n != '', parts), ${seconds}, NULL), [${found}]), 1)`;
}

/** The kernel's formatDurationValue in SQL, over a decimal number of seconds: `1d 2h 30m`; NULL when there is none. */
export function durationTextSql(seconds: string): string {
  const size = "abs(length)";
  const whole = `toInt64(${size})`;
  const parts = [
    `concat(toString(intDiv(${whole}, 86400)), 'd')`,
    `concat(toString(intDiv(${whole}, 3600) % 24), 'h')`,
    `concat(toString(intDiv(${whole}, 60) % 60), 'm')`,
    `concat(toString(${size} - intDiv(${whole}, 60) * 60), 's')`,
  ];
  const shown = `arrayStringConcat(arrayFilter(part -> part NOT IN ('0d', '0h', '0m', '0s'), [${parts.join(", ")}]), ' ')`;
  const text = `arrayElement(arrayMap(length -> if(length = 0, '0s', concat(if(length < 0, '-', ''), ${shown})), [assumeNotNull(${seconds})]), 1)`;
  return `if(isNull(${seconds}), NULL, ${text})`;
}
