import type { FieldType } from "../../catalogue/index.ts";
import { bareDaySql } from "../../customers/index.ts";
import { literal, type Facts, type RunOptions } from "../../engine/index.ts";
import { list, PLAIN_WORDS } from "../compile/boolean.ts";
import { numberSql } from "../compile/number.ts";
import type { TextValue } from "../compile/value.ts";
import { CANDIDATES } from "../time/candidates.ts";
import { isOfDays, type TimeFormat } from "../time/format.ts";
import { readTimeSql } from "../time/sql.ts";
import { isIdLike } from "../../kernel/index.ts";

/** Rows to be looked at: a subquery or table, and a condition. */
export interface Rows {
  readonly facts: Facts;
  readonly from: string;
  readonly where: string;
  readonly run: RunOptions;
}

/** What a text turned out to be over the whole file; `undefined` when it never has a value. */
export type Inferred = { readonly type: FieldType; readonly format?: TimeFormat } | undefined;

interface Open {
  readonly code: string;
  readonly value: TextValue;
}

interface Guess {
  readonly type: FieldType;
  /** SQL that must be true for some value: a column of digits alone is none of dates. */
  readonly needs?: string;
  readonly format?: TimeFormat;
  /** SQL that is true for a value which cannot be this. */
  readonly against: string;
}

/** Enough to rule out nearly everything that is wrong; only the whole file decides. */
const SAMPLE = 2_000;
/** Texts looked at in one statement: a file of a thousand columns would make one that the engine refuses. */
const AT_ONCE = 25;
/** Yearless, ambiguous and bare digits are never taken for times unless somebody says so. */
const PLAIN_TIMES = CANDIDATES.filter(({ order }) => order === "ymd").map(({ format }) => format);
const YEAR_FIRST = literal.text(String.raw`^\s*[0-9]{4}\s*[-/.年]`);
/** Sheets write a day as a number where the cell has no format of dates; among days it is one, alone it is a number. */
const DAY_OR_DIGITS = literal.text(String.raw`^\s*(?:[0-9]{4}\s*[-/.年]|[0-9]{5}\s*$|[0-9]{8}\s*$)`);

/**
 * The type of each open text: yes/no when all its values are, else number, else date, else time, else text. A sample only rules out; what is
 * left is held against every row.
 */
export async function inferTypes(rows: Rows, open: readonly Open[], format: TimeFormat | undefined): Promise<Inferred[]> {
  const inferred: Inferred[] = [];
  for (let from = 0; from < open.length; from += AT_ONCE)
    inferred.push(...(await inferSome(rows, open.slice(from, from + AT_ONCE), format)));
  return inferred;
}

async function inferSome(rows: Rows, open: readonly Open[], format: TimeFormat | undefined): Promise<Inferred[]> {
  // Whether it begins with a year is asked first: the many ways to go on are only tried where it does.
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
  const counted = await against(rows, left, undefined);
  return left.map(({ guesses }, index) => {
    const { present, counts, needed } = counted[index]!;
    if (present === 0) return undefined;
    const guess = guesses.find((_, at) => counts[at] === 0 && needed[at]! > 0);
    return guess ? { type: guess.type, ...(guess.format && { format: guess.format }) } : { type: "text" };
  });
}

interface Guessed extends Open {
  readonly guesses: readonly Guess[];
}

/** The guesses that a sample of the rows does not contradict. */
async function ruleOut(rows: Rows, all: readonly Guessed[]): Promise<Guessed[]> {
  const sampled = await against(rows, all, SAMPLE);
  return all.map((each, index) => ({ ...each, guesses: each.guesses.filter((_, at) => sampled[index]!.counts[at] === 0) }));
}

function roughGuesses({ code, value: { sql, loose } }: Open, format: TimeFormat | undefined): Guess[] {
  if (loose === "nothing") return [];
  const time: Guess = { type: "time", against: loose === "any" && format ? "0" : `NOT match(${sql}, ${YEAR_FIRST})` };
  const date: Guess = { type: "date", against: loose === "any" && format ? "0" : `NOT match(${sql}, ${DAY_OR_DIGITS})` };
  if (loose === "time") return [date, time];
  const boolean: Guess = { type: "boolean", against: `lowerUTF8(trimBoth(${sql})) NOT IN (${list(PLAIN_WORDS)})` };
  // 007 and numbers too large to keep are names, not amounts.
  const number: Guess = {
    type: "number",
    against: `isNull(${numberSql(sql)}) OR match(${sql}, '^\\\\s*[+-]?0[0-9]') OR abs(ifNull(${numberSql(sql)}, 0)) >= 1000000000000`,
  };
  return isIdLike(code) ? [boolean, date, time] : [boolean, number, date, time];
}

/** Days without a time of day, each cell in its own way; in the mapping's format where that is one of days. */
function dates({ value: { sql, loose } }: Open, format: TimeFormat | undefined): Guess[] {
  const plain = bareDaySql(`ifNull(${sql}, '')`);
  const guesses: Guess[] = [{ type: "date", against: `isNull(${plain})`, needs: `match(${sql}, ${YEAR_FIRST})` }];
  if (loose === "any" && format && isOfDays(format))
    guesses.unshift({ type: "date", format, against: `isNull(${plain}) AND isNull(${readTimeSql(sql, format, "UTC")})` });
  return guesses;
}

/** Every way in which the value may be a time; a typed text only as ISO 8601. */
function times({ value: { sql, loose } }: Open, format: TimeFormat | undefined): Guess[] {
  const formats = loose === "any" ? [...(format ? [format] : []), ...PLAIN_TIMES] : [PLAIN_TIMES[0]!];
  return formats.map((each): Guess => ({ type: "time", format: each, against: `isNull(${readTimeSql(sql, each, "UTC")})` }));
}

interface Counted {
  readonly present: number;
  readonly counts: readonly number[];
  /** How many values are what the guess needs one of. */
  readonly needed: readonly number[];
}

async function against(
  { facts, from, where, run }: Rows,
  all: readonly { value: TextValue; guesses: readonly Guess[] }[],
  limit: number | undefined,
): Promise<Counted[]> {
  const columns = all.flatMap(({ value, guesses }, index) => {
    const present = `isNotNull(${value.sql})`;
    return [
      `countIf(${present}) AS n${index}`,
      ...guesses.map((guess, at) => `countIf(${present} AND (${guess.against})) AS g${index}_${at}`),
      ...guesses.map((guess, at) => `countIf(${present} AND (${guess.needs ?? "1"})) AS w${index}_${at}`),
    ];
  });
  const source = limit === undefined ? `${from} WHERE ${where}` : `(SELECT * FROM ${from} WHERE ${where} LIMIT ${limit})`;
  const [row] = await facts.rows<Record<string, string>>(`SELECT ${columns.join(", ")} FROM ${source}`, run);
  return all.map(({ guesses }, index) => ({
    present: Number(row![`n${index}`]),
    counts: guesses.map((_, at) => Number(row![`g${index}_${at}`])),
    needed: guesses.map((_, at) => Number(row![`w${index}_${at}`])),
  }));
}
