import { FIRST_DAY, formatDecimal, LAST_DAY, type Day, type Decimal, type Instant } from "../../kernel/index.ts";

/**
 * The one literal writer: the only way a value becomes SQL text. Heavy statements carry literals because the embedded
 * binding runs statements with bound parameters one at a time across the whole process.
 */
export const literal = {
  /** A text. Everything but letters, digits and a few harmless signs of ASCII is written as escaped bytes or kept as UTF-8. */
  text(value: string): string {
    let out = "'";
    for (const character of value.toWellFormed()) {
      const code = character.codePointAt(0)!;
      if (character === "'" || character === "\\") out += `\\${character}`;
      else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
      else out += character;
    }
    return `${out}'`;
  },
  /** A decimal of 18 digits, 6 after the point. */
  decimal(value: Decimal): string {
    return `toDecimal64('${formatDecimal(value)}', 6)`;
  },
  /** A whole number. */
  integer(value: number | bigint): string {
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
    return value.toString();
  },
  /** An instant with milliseconds, in UTC. */
  instant(value: Instant): string {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no instant`);
    return `fromUnixTimestamp64Milli(toInt64(${value}), 'UTC')`;
  },
  /** A calendar day of 1900–2299, the days that the store can keep. */
  day(value: Day): string {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < FIRST_DAY || value > LAST_DAY) throw new RangeError(`${value} is no day`);
    return `toDate32('${value}')`;
  },
  boolean(value: boolean): string {
    return value ? "true" : "false";
  },
  texts(values: readonly string[]): string {
    return `[${values.map(literal.text).join(", ")}]`;
  },
  /** A name of a table or column, quoted. */
  name(value: string): string {
    if (!/^[\w.\- \u0080-\u{10ffff}%()/#&+:@!?=<>*,;'"|~^$[\]{}\\`]{1,300}$/u.test(value))
      throw new RangeError(`not a column name: ${JSON.stringify(value)}`);
    return `\`${value.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
  },
};
