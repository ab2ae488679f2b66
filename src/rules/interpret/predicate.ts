import { addDuration, decimalOf, parseDecimal, type Decimal, type Instant } from "../../kernel/index.ts";
import type { Comparison } from "../language/ast.ts";
import type { Fraction, Predicate } from "../plan/types.ts";
import { isDue } from "./due.ts";
import { passes } from "./passes.ts";
import { compareWith, elapsed, type Cycle, type Moment, type Seen } from "./values.ts";

/** Returns a column's value for one customer; undefined when it is missing. Counts are whole numbers as decimals in millionths. */
export type Columns = (id: string) => Seen | undefined;

/** Whether a predicate holds for one customer's columns. The SQL computes the same for everybody. */
export function holds(predicate: Predicate, moment: Moment, columns: Columns): boolean {
  switch (predicate.kind) {
    case "number": {
      const value = columns(predicate.measure);
      return value !== undefined && compareWith(predicate.is, value as Decimal, decimal);
    }
    case "quotient": {
      const over = columns(predicate.over) as Decimal | undefined;
      const under = columns(predicate.under) as Decimal | undefined;
      return over !== undefined && under !== undefined && quotientCompares(predicate.is, over, under);
    }
    case "deviation": {
      const [sum, squares, known] = [predicate.sum, predicate.squares, predicate.known].map(columns) as (bigint | undefined)[];
      if (sum === undefined || squares === undefined || known === undefined) return false;
      return deviationCompares(predicate.is, sum, squares, known / 1_000_000n);
    }
    case "time": {
      const value = columns(predicate.measure);
      return value !== undefined && compareWith(predicate.is, value as Instant, (wanted) => wanted);
    }
    case "elapsed": {
      const value = columns(predicate.measure);
      return value !== undefined && elapsed(predicate.is, value as Instant, moment);
    }
    case "trend":
      return trendHolds(predicate, columns);
    case "sequence":
      return sequenceHolds(predicate, moment, columns);
    case "rank": {
      const rank = (columns(predicate.rank) as Decimal | undefined) ?? 0n;
      const ranked = (columns(predicate.ranked) as Decimal | undefined) ?? 0n;
      const limit = decimal(predicate.limit.value);
      return rank > 0n && (predicate.limit.as === "count" ? rank <= limit : rank * decimalOf(100) <= limit * ranked);
    }
    case "cycle": {
      const until = addDuration(moment.asOf, predicate.dueWithin, moment.timezone);
      return ((columns(predicate.measure) as readonly Cycle[] | undefined) ?? []).some((cycle) => isDue(cycle, until, moment));
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

/** over / under, compared without dividing, so that 2.9999999 is below 3. `under` is in millionths like every decimal. */
function quotientCompares(is: Comparison<string>, over: Decimal, under: Decimal): boolean {
  if (under === 0n) return false;
  return compareWith(is, over * 1_000_000n, (wanted) => decimal(wanted) * under);
}

/** Squares are compared, because a root would have to be rounded: known × squares − sum² against wanted² × known × (known − 1). */
function deviationCompares(is: Comparison<string>, sum: Decimal, squares: bigint, known: bigint): boolean {
  if (known < 2n) return false;
  return compareWith(is, known * squares - sum * sum, (wanted) => signedSquare(decimal(wanted)) * known * (known - 1n));
}

/** The square, with the sign of the number: every deviation is above a negative number. */
export function signedSquare(value: Decimal): bigint {
  return value < 0n ? -value * value : value * value;
}

type Parts = readonly [over: Decimal, under: Decimal];

/** over and under in millionths; under is 1 for plain numbers. Undefined when the value is missing. */
function partsOf({ over, under }: Fraction, columns: Columns): Parts | undefined {
  const top = columns(over) as Decimal | undefined;
  const bottom = under === null ? 1_000_000n : (columns(under) as Decimal | undefined);
  return top === undefined || bottom === undefined || bottom === 0n ? undefined : [top, bottom];
}

/** Multiplied, never divided: over₁/under₁ against wanted × over₂/under₂, or against wanted + over₂/under₂. */
function trendHolds({ now, then, by, is, before }: Extract<Predicate, { kind: "trend" }>, columns: Columns): boolean {
  const current = partsOf(now, columns);
  const earlier = partsOf(then, columns);
  if (!current || !earlier) return false;
  const [over, under] = current;
  const [overThen, underThen] = earlier;
  if (before !== null && !compareWith(before, overThen * 1_000_000n, (wanted) => decimal(wanted) * underThen)) return false;
  if (by === "ratio")
    return overThen > 0n && compareWith(is, over * underThen * 1_000_000n, (wanted) => decimal(wanted) * overThen * under);
  return compareWith(is, (over * underThen - overThen * under) * 1_000_000n, (wanted) => decimal(wanted) * under * underThen);
}

function sequenceHolds({ steps, without }: Extract<Predicate, { kind: "sequence" }>, { asOf }: Moment, columns: Columns): boolean {
  const times = (id: string) => (columns(id) as readonly Instant[] | undefined) ?? [];
  let reached = times(steps[0]!.times);
  for (const { times: id, within } of steps.slice(1))
    reached = times(id).filter((time) => reached.some((start) => start < time && (within === null || time <= start + within)));
  if (!without) return reached.length > 0;
  return reached.some(
    (start) => start + without.within <= asOf && !times(without.times).some((time) => time > start && time <= start + without.within),
  );
}
