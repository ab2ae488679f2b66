import { parseDecimal, type Decimal, type Instant } from "../../kernel/index.ts";
import type { Comparison } from "../language/ast.ts";
import type { Predicate } from "../plan/types.ts";
import { compareWith, elapsed, passes, type Moment, type Seen } from "./values.ts";

/** Gives a column's value for one customer; undefined when it is missing. Counts are whole numbers as decimals of millionths. */
export type Columns = (id: string) => Seen | undefined;

/** Whether a predicate holds over one customer's columns: what the SQL says of everybody, said of one. */
export function holds(predicate: Predicate, moment: Moment, columns: Columns): boolean {
  switch (predicate.kind) {
    case "number": {
      const value = columns(predicate.measure);
      return value !== undefined && compareWith(predicate.is, value as Decimal, decimal);
    }
    case "average": {
      const sum = columns(predicate.sum) as Decimal | undefined;
      const known = columns(predicate.known) as Decimal | undefined;
      return sum !== undefined && known !== undefined && averageCompares(predicate.is, sum, known);
    }
    case "time": {
      const value = columns(predicate.measure);
      return value !== undefined && compareWith(predicate.is, value as Instant, (wanted) => wanted);
    }
    case "elapsed": {
      const value = columns(predicate.measure);
      return value !== undefined && elapsed(predicate.is, value as Instant, moment);
    }
    case "tests": {
      const value = columns(predicate.measure);
      return predicate.tests.every((test) => passes(test, predicate.type, value, moment));
    }
  }
}

function decimal(text: string): Decimal {
  return parseDecimal(text)!;
}

/** sum / known compared without dividing, so that 2.9999999 is below 3. `known` is in millionths like every decimal. */
function averageCompares(is: Comparison<string>, sum: Decimal, known: Decimal): boolean {
  if (known === 0n) return false;
  return compareWith(is, sum * 1_000_000n, (wanted) => decimal(wanted) * known);
}
