import type { FieldType } from "../../catalogue/index.ts";
import { bareDaySql } from "../../customers/index.ts";
import { literal } from "../../engine/index.ts";
import { isIdLike, type NumberFormat } from "../../kernel/index.ts";
import {
  CANDIDATES,
  decimalSql,
  isOfDays,
  makeLets,
  missingSql,
  plainBooleanSql,
  plainNumberSql,
  readTimeSql,
  type TextValue,
  type TimeFormat,
} from "../../mapping/index.ts";
import { findNumberFormats, type NumbersFound } from "./numberFormat.ts";
import type { Rows } from "./rows.ts";

/** The type of a text over the whole file; `undefined` if it has no value in any row. */
export type Inferred = Found | undefined;

interface Found {
  readonly type: FieldType;
  readonly format?: TimeFormat;
  readonly numbers?: NumberFormat;
  /** A number that leaves open whether 1.000 means one or a thousand. */
  readonly ambiguous?: string;
  /** Nearly all cells are numbers. The cells with a true `against` are not, so the column is a text. */
  readonly nearly?: { readonly against: string; readonly numbers: number; readonly others: number };
}

interface Open {
  readonly code: string;
  readonly value: TextValue;
}

interface Guess {
  readonly type: FieldType;
  /** SQL that must be true for at least one value: a column with only digits is not a date. */
  readonly needs?: string;
  readonly format?: TimeFormat;
  readonly numbers?: NumberFormat;
  /** SQL that is true for a value that cannot have this type. */
  readonly against: string;
}

/** A sample of this size rules out nearly all wrong types. The whole file then decides. */
const SAMPLE_ROWS = 2_000;
/** Texts per statement. A file with a thousand columns would make a statement too large for the engine. */
const STATEMENT_TEXTS = 25;
/** With at least this share of numbers, the other cells deserve a warning. */
const NEARLY_SHARE = 0.8;
/** Formats without a year, ambiguous ones and bare digits are times only if the mapping says so. */
const PLAIN_TIMES = CANDIDATES.filter(({ order }) => order === "ymd").map(({ format }) => format);
const YEAR_FIRST = literal.text(String.raw`^\s*[0-9]{4}\s*[-/.年]`);
/** A cell without a date format stores a day as a number. Among days such a number is a day; in a column of its own it is a number. */
const DAY_OR_DIGITS = literal.text(String.raw`^\s*(?:[0-9]{4}\s*[-/.年]|[0-9]{5}\s*$|[0-9]{8}\s*$)`);

/**
 * The type of each open text: yes/no if all values are, else number, date, time, text, in this order. Words for "no value" (无, -, N/A) fit
 * each type. A sample only rules out types; the remaining ones are checked against every row.
 */
export async function inferTypes(rows: Rows, open: readonly Open[], format: TimeFormat | undefined): Promise<Inferred[]> {
  const inferred: Inferred[] = [];
  for (let from = 0; from < open.length; from += STATEMENT_TEXTS)
    inferred.push(...(await inferSome(rows, open.slice(from, from + STATEMENT_TEXTS), format)));
  return inferred;
}

async function inferSome(rows: Rows, open: readonly Open[], format: TimeFormat | undefined): Promise<Inferred[]> {
  // Checked before the other formats, which are slower and apply only if the value begins with a year.
  const rough = await ruleOut(
    rows,
    open.map((each) => ({ ...each, guesses: roughGuesses(each, format) })),
  );
  const exact = rough.map((each) => ({
    ...each,
    guesses: each.guesses.flatMap((guess) =>
      guess.type === "time" ? times(each, format) : guess.type === "date" ? dates(each, format) : guess,
    ),
  }));
  const left = exact.some(({ guesses }) => guesses.length > 0) ? await ruleOut(rows, exact) : exact;
  const formats = await formatsOf(rows, left);
  const remaining = left.map((each, index) => ({
    ...each,
    guesses: each.guesses.filter(({ numbers }) => !numbers || numbers === formats[index]!.format),
  }));
  const counted = await count(rows, remaining, undefined);
  return remaining.map(({ value, guesses }, index) => {
    const { present, counts } = counted[index]!;
    if (present === 0) return undefined;
    const fits = guesses.findIndex((_, at) => counts[at]!.against === 0 && counts[at]!.read > 0);
    const guess = guesses[fits];
    const { sample } = formats[index]!;
    if (guess) {
      const { type, format: time, numbers } = guess;
      return { type, ...(time && { format: time }), ...(numbers && { numbers, ...(sample !== undefined && { ambiguous: sample }) }) };
    }
    const near = guesses.findIndex(({ type }, at) => type === "number" && counts[at]!.read > 0 && isNear(counts[at]!));
    if (near < 0) return { type: "text" };
    const { read, against } = counts[near]!;
    const { against: sql, numbers } = guesses[near]!;
    return { type: "text", ...(numbers && { numbers }), nearly: { against: contradicts(sql, value), numbers: read, others: against } };
  });
}

/** SQL of the cells that do not fit the guess. */
function contradicts(against: string, { sql, clean }: TextValue): string {
  return `(isNotNull(${sql}) AND (${against}) AND NOT ${missingSql(sql, clean)})`;
}

function isNear({ read, against }: Count): boolean {
  return read >= NEARLY_SHARE * (read + against);
}

/** The number format of each text that may be a number. Taken from the file if it declares one. */
async function formatsOf(rows: Rows, all: readonly Guessed[]): Promise<NumbersFound[]> {
  const open = all.filter(({ value, guesses }) => !value.numbers && guesses.some(({ numbers }) => numbers !== undefined));
  const found = await findNumberFormats(
    rows,
    open.map(({ value }) => value.sql),
  );
  return all.map((each) => found[open.indexOf(each)] ?? { format: each.value.numbers ?? "1,234.56" });
}

interface Guessed extends Open {
  readonly guesses: readonly Guess[];
}

/** The guesses that fit a sample of the rows. A number stays if nearly all cells are numbers. */
async function ruleOut(rows: Rows, all: readonly Guessed[]): Promise<Guessed[]> {
  const sampled = await count(rows, all, SAMPLE_ROWS);
  return all.map((each, index) => ({
    ...each,
    guesses: each.guesses.filter(({ type }, at) => {
      const found = sampled[index]!.counts[at]!;
      return found.against === 0 || (type === "number" && isNear(found));
    }),
  }));
}

function roughGuesses({ code, value: { sql, clean, loose, numbers } }: Open, format: TimeFormat | undefined): Guess[] {
  if (loose === "nothing") return [];
  const time: Guess = { type: "time", against: loose === "any" && format ? "0" : `NOT match(${sql}, ${YEAR_FIRST})` };
  const date: Guess = { type: "date", against: loose === "any" && format ? "0" : `NOT match(${sql}, ${DAY_OR_DIGITS})` };
  if (loose === "time") return [date, time];
  const boolean: Guess = { type: "boolean", against: `NOT ${plainBooleanSql(sql, clean)}` };
  const formats: readonly NumberFormat[] = numbers ? [numbers] : ["1,234.56", "1.234,56"];
  return isIdLike(code) ? [boolean, date, time] : [boolean, ...formats.map((each) => numberGuess(sql, each)), date, time];
}

/** Texts such as 007 and numbers that are too large are names, not amounts. */
function numberGuess(sql: string, numbers: NumberFormat): Guess {
  const plain = plainNumberSql(sql, numbers);
  const tooLarge = `ifNull(abs(${decimalSql(plain)}) >= 1000000000000, 1)`;
  return { type: "number", numbers, against: `isNull(${plain}) OR match(${plain}, '^[+-]?0[0-9]') OR ${tooLarge}` };
}

/** Days without a time of day. Each cell is read on its own; the mapping's format is used if it describes days. */
function dates({ value: { sql, loose } }: Open, format: TimeFormat | undefined): Guess[] {
  const plain = bareDaySql(`ifNull(${sql}, '')`);
  const guesses: Guess[] = [{ type: "date", against: `isNull(${plain})`, needs: `match(${sql}, ${YEAR_FIRST})` }];
  if (loose === "any" && format && isOfDays(format))
    guesses.unshift({ type: "date", format, against: `isNull(${plain}) AND isNull(${readTimeSql(sql, format, "UTC")})` });
  return guesses;
}

/** Each format in which the value may be a time. A typed text may only be ISO 8601. */
function times({ value: { sql, loose } }: Open, format: TimeFormat | undefined): Guess[] {
  const formats = loose === "any" ? [...(format ? [format] : []), ...PLAIN_TIMES] : [PLAIN_TIMES[0]!];
  return formats.map((each): Guess => ({ type: "time", format: each, against: `isNull(${readTimeSql(sql, each, "UTC")})` }));
}

interface Count {
  /** Counts cells that fit the guess (and its `needs`) and cells that do not. A word for "no value" counts as neither. */
  readonly read: number;
  readonly against: number;
}

interface Counted {
  readonly present: number;
  readonly counts: readonly Count[];
}

async function count(
  { facts, from, where, run }: Rows,
  all: readonly { value: TextValue; guesses: readonly Guess[] }[],
  limit: number | undefined,
): Promise<Counted[]> {
  const lets = makeLets("guess");
  const columns = all.flatMap(({ value: { sql, clean }, guesses }, index) => {
    const present = `isNotNull(${sql})`;
    return [
      `countIf(${present}) AS n${index}`,
      ...guesses.flatMap(({ against, needs }, at) => {
        const wrong = lets.name(`ifNull(${present} AND (${against}), 0)`);
        return [
          `countIf(${present} AND NOT ${wrong}${needs === undefined ? "" : ` AND ${needs}`}) AS r${index}_${at}`,
          `countIf(${wrong} AND NOT ${missingSql(sql, clean)}) AS g${index}_${at}`,
        ];
      }),
    ];
  });
  const source = `(SELECT * FROM ${from} WHERE ${where}${limit === undefined ? "" : ` LIMIT ${limit}`})`;
  const [row] = await facts.rows<Record<string, string>>(`SELECT ${columns.join(", ")} FROM ${lets.wrap(source)}`, {
    ...run,
    settings: { ...run.settings, max_query_size: 50_000_000 },
  });
  return all.map(({ guesses }, index) => ({
    present: Number(row![`n${index}`]),
    counts: guesses.map((_, at) => ({ read: Number(row![`r${index}_${at}`]), against: Number(row![`g${index}_${at}`]) })),
  }));
}
