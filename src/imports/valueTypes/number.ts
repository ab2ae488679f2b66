import { isIdLike, type NumberFormat } from "../../kernel/index.ts";
import { decimalSql, numberOf, plainNumberSql, storedNumber } from "../../mapping/index.ts";
import type { Guess, ImportedType } from "./importedType.ts";

export const numberImported: ImportedType = {
  store(value, { lets }) {
    const number = numberOf(value, lets);
    if (!number) return undefined;
    const { sql, rounded, tooLarge } = storedNumber(number.sql, lets);
    return { sql, faults: [...number.faults, { reason: "NUMBER_RANGE", when: tooLarge }], rounded };
  },
  guess: {
    rough({ code, value: { sql, loose, numbers } }) {
      if (loose !== "any" || isIdLike(code)) return [];
      const formats: readonly NumberFormat[] = numbers ? [numbers] : ["1,234.56", "1.234,56"];
      return formats.map((each) => numberGuess(sql, each));
    },
  },
};

/** Texts such as 007 and numbers that are too large are names, not amounts. */
function numberGuess(sql: string, numbers: NumberFormat): Guess {
  const plain = plainNumberSql(sql, numbers);
  const tooLarge = `ifNull(abs(${decimalSql(plain)}) >= 1000000000000, 1)`;
  return { numbers, against: `isNull(${plain}) OR match(${plain}, '^[+-]?0[0-9]') OR ${tooLarge}` };
}
