import { textLiteral as literal } from "../../engine/index.ts";
import type { Arithmetic } from "../expression/ast.ts";
import { LONG_CHARACTERS, type Lets } from "./lets.ts";
import { plainNumberSql } from "./numberText.ts";
import type { NumberValue, RowFault, TextValue } from "./value.ts";
import { unreadSql } from "./words.ts";

/** Decimals during computation. Only the last step rounds, to six, so that nothing is rounded twice. */
const SCALE_DIGITS = 12;
const TYPE = `'Decimal(38, ${SCALE_DIGITS})'`;

/** A number as plain text (numberText.ts). NULL if it is too large for the engine. */
export function decimalSql(plain: string): string {
  return `toDecimal128OrNull(${plain}, ${SCALE_DIGITS})`;
}

/** A text as a number. A word for "no value" is missing. A number too large for the engine is NULL too, with a fault of its own. */
export function numberOfText({ sql, faults, numbers, clean }: TextValue, lets: Lets): NumberValue {
  const plain = lets.name(plainNumberSql(sql, numbers));
  const number = lets.name(decimalSql(plain));
  const lost: RowFault[] = [
    { reason: "NUMBER_UNREADABLE", when: unreadSql(sql, plain, clean, lets) },
    { reason: "NUMBER_RANGE", when: `isNotNull(${plain}) AND isNull(${number})` },
  ];
  return { type: "number", sql: number, text: sql, textFaults: faults, faults: [...faults, ...lost] };
}

/** The text of a JSON number (Nullable), in one form that the engine reads. */
export function numberOfJson(text: string, lets: Lets): NumberValue {
  const number = lets.name(decimalSql(text));
  return { type: "number", sql: number, text, textFaults: [], faults: [outOfRange(text, number)] };
}

/** A number literal in the expression. */
export function numberLiteral(digits: string): NumberValue {
  const sql = `toDecimal128(${literal.text(digits)}, ${SCALE_DIGITS})`;
  return { type: "number", sql, text: literal.text(digits), textFaults: [], faults: [] };
}

/** A native column as a number. `sql` has the type `kind`, possibly Nullable. */
export function numberOfColumn(sql: string, kind: "integer" | "float" | "wide" | "decimal", lets: Lets): NumberValue {
  switch (kind) {
    case "integer":
      return { type: "number", sql: `toDecimal128(${sql}, ${SCALE_DIGITS})`, text: `toString(${sql})`, textFaults: [], faults: [] };
    case "decimal": {
      const number = lets.name(`accurateCastOrNull(${sql}, ${TYPE})`);
      return { type: "number", sql: number, text: `toString(${sql})`, textFaults: [], faults: [outOfRange(sql, number)] };
    }
    case "wide": {
      const number = lets.name(`toDecimal128OrNull(toString(${sql}), ${SCALE_DIGITS})`);
      return { type: "number", sql: number, text: `toString(${sql})`, textFaults: [], faults: [outOfRange(sql, number)] };
    }
    case "float": {
      // The shortest text of this double: 2.55 stays 2.55, not 2.54999…. NaN is missing, because many writers mean that by it.
      const present = lets.name(`if(isNaN(${sql}), NULL, ${sql})`);
      const text = lets.name(`toString(${present})`);
      const number = lets.name(`toDecimal128OrNull(${text}, ${SCALE_DIGITS})`);
      return { type: "number", sql: number, text, textFaults: [], faults: [outOfRange(present, number)] };
    }
  }
}

function outOfRange(source: string, number: string): RowFault {
  return { reason: "NUMBER_RANGE", when: `isNotNull(${source}) AND isNull(${number})` };
}

/** Computed in 256 bits, where no product or sum of two 128-bit operands overflows. NULL if the result is out of bounds. */
export function arithmetic(op: Arithmetic, left: NumberValue, right: NumberValue, lets: Lets): NumberValue {
  const a = `toDecimal256(${left.sql}, ${SCALE_DIGITS})`;
  const b = `toDecimal256(${right.sql}, ${SCALE_DIGITS})`;
  const raw = op === "/" ? `divide(toDecimal256(${left.sql}, ${2 * SCALE_DIGITS}), nullIf(${b}, 0))` : `(${a} ${op} ${b})`;
  const sql = lets.name(`accurateCastOrNull(${raw}, ${TYPE})`, LONG_CHARACTERS);
  const zero = `ifNull(${right.sql} = 0, 0)`;
  const lost = `isNotNull(${left.sql}) AND isNotNull(${right.sql}) AND isNull(${sql})`;
  const faults: RowFault[] = [
    ...left.faults,
    ...right.faults,
    ...(op === "/" ? [{ reason: "DIVISION_BY_ZERO", when: `${zero} AND isNotNull(${left.sql})` } as const] : []),
    { reason: "NUMBER_RANGE", when: op === "/" ? `${lost} AND NOT ${zero}` : lost },
  ];
  return { type: "number", sql, text: `toString(${sql})`, textFaults: faults, faults };
}

/** A function of one number whose result cannot leave the bounds. */
export function mapNumber(value: NumberValue, sql: string): NumberValue {
  return { type: "number", sql, text: `toString(${sql})`, textFaults: value.faults, faults: value.faults };
}

/** As the store keeps it: Nullable(Decimal(18, 6)), rounded half away from zero, NULL if missing or 10¹² and more. */
export function storedNumber(sql: string, lets: Lets): { sql: string; rounded: string; tooLarge: string } {
  const rounded = lets.name(`round(${sql}, 6)`);
  const fits = `abs(${rounded}) < toDecimal128('1000000000000', ${SCALE_DIGITS})`;
  return {
    sql: lets.name(`if(ifNull(${fits}, 0), accurateCastOrNull(${rounded}, 'Decimal(18, 6)'), NULL)`),
    rounded: `ifNull(${sql} != ${rounded}, 0)`,
    tooLarge: `ifNull(NOT (${fits}), 0)`,
  };
}
