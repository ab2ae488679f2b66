import {
  LAST_INSTANT,
  formatDecimal,
  deviationOf,
  parseDecimal,
  subtractDuration,
  type Decimal,
  type Duration,
  type Instant,
  type Text,
} from "../kernel/index.ts";
import type { SeenValue } from "../catalogue/index.ts";
import {
  amountWords,
  both,
  languageOfType,
  numberWords,
  timeWords,
  type Columns,
  type Comparison,
  type Cycle,
  type Measure,
  type Moment,
  type Predicate,
  type Seen,
  type ValueType,
} from "../rules/index.ts";

const NONE: Text = { zh: "没有记录", en: "nothing on record" };

/** The observed value as text, and the progress (observed / wanted) where both are amounts. */
export interface Observed {
  readonly words: Text;
  readonly ratio: number | null;
}

/** An amount as text, with its unit. `isCut`: more digits follow. */
export type AmountWords = (value: Decimal, isCut?: boolean) => Text;

/** Describes the columns that a predicate reads, for one customer. `amount`: how the measure shows its values. */
export function observe(predicate: Predicate, columns: Columns, moment: Moment, amount: AmountWords): Observed {
  switch (predicate.kind) {
    case "number": {
      const value = columns(predicate.measure) as Decimal | undefined;
      return value === undefined ? { words: NONE, ratio: null } : { words: amount(value), ratio: share(value, predicate.is) };
    }
    case "quotient": {
      const value = fractionOf(predicate, columns);
      return value === undefined
        ? { words: NONE, ratio: null }
        : { words: amount(value.cut, value.more), ratio: share(value.cut, predicate.is) };
    }
    case "deviation":
      return deviation(predicate, columns, amount);
    case "time": {
      const value = columns(predicate.measure) as Instant | undefined;
      return { words: value === undefined ? NONE : both(timeWords(value, moment.timezone)), ratio: null };
    }
    case "elapsed": {
      const value = columns(predicate.measure) as Instant | undefined;
      return value === undefined ? { words: NONE, ratio: null } : elapsed(value, predicate.is, moment);
    }
    case "trend": {
      const [now, then] = [predicate.now, predicate.then].map((fraction) => fractionOf(fraction, columns));
      const words = (value: Fraction | undefined) => (value === undefined ? NONE : amount(value.cut, value.more));
      return { words: { zh: `${words(now).zh}，再前 ${words(then).zh}`, en: `${words(now).en}, before ${words(then).en}` }, ratio: null };
    }
    case "sequence":
      throw new Error("the instants of a sequence are told with the names of its steps");
    case "cycle": {
      const cycles = (columns(predicate.measure) as readonly Cycle[] | undefined) ?? [];
      return { words: cycleWords(cycles, moment), ratio: null };
    }
    case "rank":
      throw new Error("a position is told with those of the others");
    case "tests":
      return { words: valueWords(columns(predicate.measure), predicate.type, moment), ratio: null };
  }
}

function deviation(predicate: Extract<Predicate, { kind: "deviation" }>, columns: Columns, amount: AmountWords): Observed {
  const known = ((columns(predicate.known) as Decimal | undefined) ?? 0n) / 1_000_000n;
  if (known < 2n) return { words: NONE, ratio: null };
  const [sum, squares] = [columns(predicate.sum) as Decimal, columns(predicate.squares) as bigint];
  const value = deviationOf(sum, squares, known);
  const isExact = value * value * known * (known - 1n) === known * squares - sum * sum;
  return { words: amount(value, !isExact), ratio: share(value, predicate.is) };
}

interface Fraction {
  readonly cut: Decimal;
  readonly more: boolean;
}

/** The value of a fraction, cut after the sixth digit, and whether digits follow. For display only, never for comparison. */
export function fractionOf({ over, under }: { over: string; under: string | null }, columns: Columns): Fraction | undefined {
  const top = columns(over) as Decimal | undefined;
  const bottom = under === null ? 1_000_000n : (columns(under) as Decimal | undefined);
  if (top === undefined || bottom === undefined || bottom === 0n) return undefined;
  return { cut: (top * 1_000_000n) / bottom, more: (top * 1_000_000n) % bottom !== 0n };
}

/** A cut value ends in dots: 3.333333… exceeds 3.333333, and without the dots the answer would look wrong. */
export function amountsOf(measure: Measure | undefined, timezone: string): AmountWords {
  const unit = measure?.kind === "count" ? { zh: " 次", en: "" } : { zh: "", en: "" };
  return (value, isCut = false) => {
    const decimal = formatDecimal(value);
    const words = measure ? amountWords(measure, decimal, timezone) : both(numberWords(decimal));
    const dots = isCut ? "…" : "";
    return { zh: words.zh + dots + unit.zh, en: words.en + dots + unit.en };
  };
}

/** The last value of a comparison: progress is a share of it. */
function furthest<T>(is: Comparison<T>): T {
  if (is.op === "all") return furthest(is.of.at(-1)!);
  return "value" in is ? is.value : is.high;
}

function share(value: Decimal, is: Comparison<string>): number | null {
  const wanted = parseDecimal(furthest(is));
  if (wanted === undefined || wanted <= 0n || value < 0n) return null;
  return Number((value * 1_000n) / wanted) / 1_000;
}

function elapsed(instant: Instant, is: Comparison<Duration>, { asOf, timezone }: Moment): Observed {
  const hours = Math.floor((asOf - instant) / 3_600_000);
  const date = timeWords(instant, timezone);
  const words: Text =
    hours < 48
      ? { zh: `${hours}小时（${date}）`, en: `${hours} hours (${date})` }
      : { zh: `${Math.floor(hours / 24)}天（${date}）`, en: `${Math.floor(hours / 24)} days (${date})` };
  const wanted = asOf - subtractDuration(asOf, furthest(is), timezone);
  return { words, ratio: wanted > 0 ? Math.round(((asOf - instant) / wanted) * 1_000) / 1_000 : null };
}

function valueWords(value: Seen | undefined, type: ValueType, { timezone }: Moment): Text {
  return value === undefined ? { zh: "没有值", en: "not known" } : languageOfType(type).seenWords(value as SeenValue, timezone);
}

const MAX_SHOWN = 5;

/** Values that the customer buys again and again, the earliest expected purchase first. */
function cycleWords(cycles: readonly Cycle[], { timezone }: Moment): Text {
  if (cycles.length === 0) return NONE;
  const expected = (cycle: Cycle) => cycle.last + cycle.interval;
  const parts = cycles
    .toSorted((a, b) => expected(a) - expected(b))
    .slice(0, MAX_SHOWN)
    .map((cycle) => {
      const days = Math.round(cycle.interval / 86_400_000);
      const due = timeWords(Math.min(expected(cycle), LAST_INSTANT), timezone);
      return {
        zh: `「${cycle.value}」${cycle.own ? "自己的" : "大家的"}周期约 ${days} 天，预计 ${due}`,
        en: `“${cycle.value}” every ${days} days or so (${cycle.own ? "their own" : "the usual"} cycle), expected ${due}`,
      };
    });
  return { zh: parts.map(({ zh }) => zh).join("；"), en: parts.map(({ en }) => en).join("; ") };
}
