import { literal, sql, type Sql } from "../../engine/index.ts";
import { isIdLike, type NumberFormat } from "../../kernel/index.ts";
import { decimalSql, numberOf, plainNumberSql, storedNumber } from "../../mapping/index.ts";
import type { Guess, ImportedType } from "./importedType.ts";

export const numberImported: ImportedType = {
  store(value, { lets }) {
    const number = numberOf(value, lets);
    if (!number) return undefined;
    const { sql: statement, rounded, tooLarge } = storedNumber(number.sql, lets);
    return { sql: statement, faults: [...number.faults, { reason: "NUMBER_RANGE", when: tooLarge }], rounded };
  },
  guess: {
    rough({ code, value: { sql: statement, loose, numbers } }) {
      if (loose !== "any" || isIdLike(code)) return [];
      const formats: readonly NumberFormat[] = numbers ? [numbers] : ["1,234.56", "1.234,56"];
      return formats.map((each) => numberGuess(statement, each));
    },
  },
};

const TOO_LARGE = literal.integer(1_000_000_000_000);

/** Texts such as 007 and numbers that are too large are names, not amounts. */
function numberGuess(statement: Sql, numbers: NumberFormat): Guess {
  const plain = plainNumberSql(statement, numbers);
  const tooLarge = sql`ifNull(abs(${decimalSql(plain)}) >= ${TOO_LARGE}, 1)`;
  return { numbers, against: sql`isNull(${plain}) OR match(${plain}, '^[+-]?0[0-9]') OR ${tooLarge}` };
}
