import { pieceOf, type Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import { FIRST_DAY, formatDecimal, LAST_DAY, type Day, type Decimal, type Instant } from "../../kernel/index.ts";

/**
 * The one literal writer: the only way a value becomes SQL text. Heavy statements carry literals because the embedded
 * binding runs statements with bound parameters one at a time across the whole process.
 */
export const literal = {
  /** A text. Control characters are written as escaped bytes, all others as UTF-8. */
  text(value: string): Sql {
    let out = "'";
    for (const character of value.toWellFormed()) {
      const code = character.codePointAt(0)!;
      if (character === "'" || character === "\\") out += `\\${character}`;
      else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
      else out += character;
    }
    return pieceOf(`${out}'`);
  },
  /** A decimal of 18 digits, 6 after the point. */
  decimal(value: Decimal): Sql {
    return pieceOf(`toDecimal64('${formatDecimal(value)}', 6)`);
  },
  /** A whole number. */
  integer(value: number | bigint): Sql {
    if (typeof value !== "bigint" && !Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
    return pieceOf(value.toString());
  },
  /** An instant with milliseconds, in UTC. */
  instant(value: Instant): Sql {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no instant`);
    return pieceOf(`fromUnixTimestamp64Milli(toInt64(${value}), 'UTC')`);
  },
  /** A calendar day of 1900–2299, the days that the store can keep. */
  day(value: Day): Sql {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < FIRST_DAY || value > LAST_DAY) throw new RangeError(`${value} is no day`);
    return pieceOf(`toDate32('${value}')`);
  },
  boolean(value: boolean): Sql {
    return value ? TRUE : FALSE;
  },
  texts(values: readonly string[]): Sql {
    return sql`[${sql.join(values.map(literal.text))}]`;
  },
  /** A name of a table or column, quoted. */
  name(value: string): Sql {
    if (!/^[\w.\- \u0080-\u{10ffff}%()/#&+:@!?=<>*,;'"|~^$[\]{}\\`]{1,300}$/u.test(value))
      throw new RangeError(`not a column name: ${JSON.stringify(value)}`);
    return pieceOf(`\`${value.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``);
  },
  /**
   * The type of a column as the store reports it: `Nullable(DateTime64(3, 'UTC'))`. @throws RangeError for whatever could be more than a type
   */
  type(value: string): Sql {
    if (!isOneTerm(value, /^[A-Za-z]\w*(?:\([\w\s,()=.-]*\))?$/)) throw new RangeError(`not a type: ${JSON.stringify(value)}`);
    return pieceOf(value);
  },
  /** The default of a column as the store reports it: `arrayResize(CAST([], 'Array(String)'), n, NULL)`. @throws RangeError for more than that */
  columnDefault(value: string): Sql {
    if (!isOneTerm(value, /^[\w-]+(?:\([\w\s,()[\]=.-]*\))?$/)) throw new RangeError(`not a default: ${JSON.stringify(value)}`);
    return pieceOf(value);
  },
};

/** Whether a text that the store reports is one term: of the shape with its quoted parts as `q`, and its brackets end where it ends. */
function isOneTerm(value: string, shape: RegExp): boolean {
  const bare = value.replaceAll(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/gs, "q");
  let open = 0;
  for (const [index, character] of [...bare].entries()) {
    if (character === "(") open++;
    else if (character === ")") open--;
    if (open < 0 || (character === ")" && open === 0 && index < bare.length - 1)) return false;
  }
  return open === 0 && shape.test(bare) && !bare.includes("--");
}

const TRUE = pieceOf("true");
const FALSE = pieceOf("false");
