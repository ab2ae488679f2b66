import { literal, sql, type Sql } from "../../engine/index.ts";
import type { Arithmetic } from "../expression/ast.ts";
import { LONG_CHARACTERS, type Lets } from "./lets.ts";
import { plainNumberSql } from "./numberText.ts";
import type { NumberValue, RowFault, TextValue } from "./value.ts";
import { unreadSql } from "./words.ts";

/** Decimals during computation. Only the last step rounds, to six, so that nothing is rounded twice. */
const SCALE_DIGITS = 12;
const SCALE = literal.integer(SCALE_DIGITS);
const TYPE = literal.text(`Decimal(38, ${SCALE_DIGITS})`);

/** A number as plain text (numberText.ts). NULL if it is too large for the engine. */
export function decimalSql(plain: Sql): Sql {
  return sql`toDecimal128OrNull(${plain}, ${SCALE})`;
}

/** A text as a number. A word for "no value" is missing. A number too large for the engine is NULL too, with a fault of its own. */
export function numberOfText({ sql: statement, faults, numbers, clean }: TextValue, lets: Lets): NumberValue {
  const plain = lets.name(plainNumberSql(statement, numbers));
  const number = lets.name(decimalSql(plain));
  const lost: RowFault[] = [
    { reason: "NUMBER_UNREADABLE", when: unreadSql(statement, plain, clean, lets) },
    { reason: "NUMBER_RANGE", when: sql`isNotNull(${plain}) AND isNull(${number})` },
  ];
  return { type: "number", sql: number, text: statement, textFaults: faults, faults: [...faults, ...lost] };
}

/** The text of a JSON number (Nullable), in one form that the engine reads. */
export function numberOfJson(text: Sql, lets: Lets): NumberValue {
  const number = lets.name(decimalSql(text));
  return { type: "number", sql: number, text, textFaults: [], faults: [outOfRange(text, number)] };
}

/** A number literal in the expression. */
export function numberLiteral(digits: string): NumberValue {
  const statement = sql`toDecimal128(${literal.text(digits)}, ${SCALE})`;
  return { type: "number", sql: statement, text: literal.text(digits), textFaults: [], faults: [] };
}

/** A native column as a number. `sql` has the type `kind`, possibly Nullable. */
export function numberOfColumn(statement: Sql, kind: "integer" | "float" | "wide" | "decimal", lets: Lets): NumberValue {
  switch (kind) {
    case "integer":
      return {
        type: "number",
        sql: sql`toDecimal128(${statement}, ${SCALE})`,
        text: sql`toString(${statement})`,
        textFaults: [],
        faults: [],
      };
    case "decimal": {
      const number = lets.name(sql`accurateCastOrNull(${statement}, ${TYPE})`);
      return { type: "number", sql: number, text: sql`toString(${statement})`, textFaults: [], faults: [outOfRange(statement, number)] };
    }
    case "wide": {
      const number = lets.name(sql`toDecimal128OrNull(toString(${statement}), ${SCALE})`);
      return { type: "number", sql: number, text: sql`toString(${statement})`, textFaults: [], faults: [outOfRange(statement, number)] };
    }
    case "float": {
      // The shortest text of this double: 2.55 stays 2.55, not 2.54999…. NaN is missing, because many writers mean that by it.
      const present = lets.name(sql`if(isNaN(${statement}), NULL, ${statement})`);
      const text = lets.name(sql`toString(${present})`);
      const number = lets.name(sql`toDecimal128OrNull(${text}, ${SCALE})`);
      return { type: "number", sql: number, text, textFaults: [], faults: [outOfRange(present, number)] };
    }
  }
}

function outOfRange(source: Sql, number: Sql): RowFault {
  return { reason: "NUMBER_RANGE", when: sql`isNotNull(${source}) AND isNull(${number})` };
}

const OPERATORS = { "+": sql`+`, "-": sql`-`, "*": sql`*` } as const;

/** Computed in 256 bits, where no product or sum of two 128-bit operands overflows. NULL if the result is out of bounds. */
export function arithmetic(op: Arithmetic, left: NumberValue, right: NumberValue, lets: Lets): NumberValue {
  const a = sql`toDecimal256(${left.sql}, ${SCALE})`;
  const b = sql`toDecimal256(${right.sql}, ${SCALE})`;
  const dividend = sql`toDecimal256(${left.sql}, ${literal.integer(2 * SCALE_DIGITS)})`;
  const raw = op === "/" ? sql`divide(${dividend}, nullIf(${b}, 0))` : sql`(${a} ${OPERATORS[op]} ${b})`;
  const statement = lets.name(sql`accurateCastOrNull(${raw}, ${TYPE})`, LONG_CHARACTERS);
  const zero = sql`ifNull(${right.sql} = 0, 0)`;
  const lost = sql`isNotNull(${left.sql}) AND isNotNull(${right.sql}) AND isNull(${statement})`;
  const faults: RowFault[] = [
    ...left.faults,
    ...right.faults,
    ...(op === "/" ? [{ reason: "DIVISION_BY_ZERO", when: sql`${zero} AND isNotNull(${left.sql})` } as const] : []),
    { reason: "NUMBER_RANGE", when: op === "/" ? sql`${lost} AND NOT ${zero}` : lost },
  ];
  return { type: "number", sql: statement, text: sql`toString(${statement})`, textFaults: faults, faults };
}

/** A function of one number whose result cannot leave the bounds. */
export function mapNumber(value: NumberValue, statement: Sql): NumberValue {
  return { type: "number", sql: statement, text: sql`toString(${statement})`, textFaults: value.faults, faults: value.faults };
}

/** As the store keeps it: Nullable(Decimal(18, 6)), rounded half away from zero, NULL if missing or 10¹² and more. */
export function storedNumber(statement: Sql, lets: Lets): { sql: Sql; rounded: Sql; tooLarge: Sql } {
  const rounded = lets.name(sql`round(${statement}, 6)`);
  const fits = sql`abs(${rounded}) < toDecimal128('1000000000000', ${SCALE})`;
  return {
    sql: lets.name(sql`if(ifNull(${fits}, 0), accurateCastOrNull(${rounded}, 'Decimal(18, 6)'), NULL)`),
    rounded: sql`ifNull(${statement} != ${rounded}, 0)`,
    tooLarge: sql`ifNull(NOT (${fits}), 0)`,
  };
}
