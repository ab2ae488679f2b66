import { literal, sql, type Sql } from "../../../engine/index.ts";
import { DURATION_PATTERN, DURATION_UNITS, LONGEST_DURATION_MILLISECONDS, WIDE_FROM, WIDE_TO } from "../../../kernel/index.ts";

/** The kernel's readDuration in SQL, over an expression of Nullable(String): seconds, NULL when the text is no duration. */
export function readDurationSql(text: Sql): Sql {
  const lengths = sql`[${sql.join(DURATION_UNITS.map((milliseconds) => sql`toInt64(${literal.integer(milliseconds)})`))}]`;
  const counted = sql`arraySum(arrayMap((n, unit) -> toDecimal128(if(n = '', '0', n), 6) * unit, parts, ${lengths}))`;
  const exact = sql`toDecimal128(${counted}, 6) / 1000`;
  // The cast alone lets a number of thirteen digits pass, because 64 bits hold it.
  const seconds = sql`if(${exact} < ${literal.integer(LONGEST_DURATION_MILLISECONDS / 1_000)}, accurateCastOrNull(${exact}, 'Decimal(18, 6)'), NULL)`;
  const found = sql`extractGroups(${narrowSql(text)}, ${literal.text(DURATION_PATTERN)})`;
  return sql`arrayElement(arrayMap(parts -> if(arrayExists(n -> n != '', parts), ${seconds}, NULL), [${found}]), 1)`;
}

/** The kernel's `narrowed` in SQL: ２ｈ becomes 2h. The engine refuses to translate text that is not UTF-8. */
export function narrowSql(text: Sql): Sql {
  return sql`translateUTF8(toValidUTF8(ifNull(${text}, '')), ${literal.text(WIDE_FROM)}, ${literal.text(WIDE_TO)})`;
}

/** The kernel's formatDurationValue in SQL, over a decimal number of seconds: `1d 2h 30m`; NULL when there is none. */
export function durationTextSql(seconds: Sql): Sql {
  const size = sql`abs(length)`;
  const whole = sql`toInt64(${size})`;
  const parts = [
    sql`concat(toString(intDiv(${whole}, 86400)), 'd')`,
    sql`concat(toString(intDiv(${whole}, 3600) % 24), 'h')`,
    sql`concat(toString(intDiv(${whole}, 60) % 60), 'm')`,
    sql`concat(toString(${size} - intDiv(${whole}, 60) * 60), 's')`,
  ];
  const shown = sql`arrayStringConcat(arrayFilter(part -> part NOT IN ('0d', '0h', '0m', '0s'), [${sql.join(parts)}]), ' ')`;
  const text = sql`arrayElement(arrayMap(length -> if(length = 0, '0s', concat(if(length < 0, '-', ''), ${shown})), [assumeNotNull(${seconds})]), 1)`;
  return sql`if(isNull(${seconds}), NULL, ${text})`;
}
