import type { FieldType } from "../../catalogue/index.ts";
import type { Facts } from "../../engine/index.ts";
import { list, PLAIN_WORDS } from "../compile/boolean.ts";
import { numberSql } from "../compile/number.ts";
import type { TextValue } from "../compile/value.ts";
import { CANDIDATES } from "../time/candidates.ts";
import type { TimeFormat } from "../time/format.ts";
import { readTimeSql } from "../time/sql.ts";
import { isIdLike } from "./idLike.ts";

/** Rows to be looked at: a subquery or table, and a condition. */
export interface Rows {
  readonly facts: Facts;
  readonly from: string;
  readonly where: string;
  readonly signal?: AbortSignal;
}

/** What a text turned out to be over the whole file; `undefined` when it never has a value. */
export type Inferred = { readonly type: FieldType; readonly format?: TimeFormat } | undefined;

interface Open {
  readonly code: string;
  readonly value: TextValue;
}

interface Guess {
  readonly type: FieldType;
  readonly format?: TimeFormat;
  /** SQL that is true for a value which cannot be this. */
  readonly against: string;
}

/** Enough to rule out nearly everything that is wrong; only the whole file decides. */
const SAMPLE = 2_000;
/** Yearless, ambiguous and bare digits are never taken for times unless somebody says so. */
const PLAIN_TIMES = CANDIDATES.filter(({ order }) => order === "ymd").map(({ format }) => format);

/**
 * The type of each open text: yes/no when all its values are, else number, else time, else text. A sample only rules out; what is
 * left is held against every row.
 */
export async function inferTypes(rows: Rows, open: readonly Open[], format: TimeFormat | undefined): Promise<Inferred[]> {
  if (open.length === 0) return [];
  const all = open.map(({ code, value }) => ({ value, guesses: guessesFor(code, value, format) }));
  const sampled = await against(rows, all, SAMPLE);
  const left = all.map(({ value, guesses }, index) => ({ value, guesses: guesses.filter((_, at) => sampled[index]!.counts[at] === 0) }));
  const counted = await against(rows, left, undefined);
  return left.map(({ guesses }, index) => {
    const { present, counts } = counted[index]!;
    if (present === 0) return undefined;
    const guess = guesses.find((_, at) => counts[at] === 0);
    return guess ? { type: guess.type, ...(guess.format && { format: guess.format }) } : { type: "text" };
  });
}

function guessesFor(code: string, { sql, loose }: TextValue, format: TimeFormat | undefined): Guess[] {
  const times = (loose === "any" ? [...(format ? [format] : []), ...PLAIN_TIMES] : [PLAIN_TIMES[0]!]).map((each): Guess => ({
    type: "time",
    format: each,
    against: `isNull(${readTimeSql(sql, each, "UTC")})`,
  }));
  if (loose !== "any") return loose === "time" ? times : [];
  const boolean: Guess = { type: "boolean", against: `lowerUTF8(trimBoth(${sql})) NOT IN (${list(PLAIN_WORDS)})` };
  // 007 and numbers too large to keep are names, not amounts.
  const number: Guess = {
    type: "number",
    against: `isNull(${numberSql(sql)}) OR match(${sql}, '^\\\\s*[+-]?0[0-9]') OR abs(ifNull(${numberSql(sql)}, 0)) >= 1000000000000`,
  };
  return isIdLike(code) ? [boolean, ...times] : [boolean, number, ...times];
}

interface Counted {
  readonly present: number;
  readonly counts: readonly number[];
}

async function against(
  { facts, from, where, signal }: Rows,
  all: readonly { value: TextValue; guesses: readonly Guess[] }[],
  limit: number | undefined,
): Promise<Counted[]> {
  const columns = all.flatMap(({ value, guesses }, index) => {
    const present = `isNotNull(${value.sql})`;
    return [
      `countIf(${present}) AS n${index}`,
      ...guesses.map((guess, at) => `countIf(${present} AND (${guess.against})) AS g${index}_${at}`),
    ];
  });
  const source = limit === undefined ? `${from} WHERE ${where}` : `(SELECT * FROM ${from} WHERE ${where} LIMIT ${limit})`;
  const [row] = await facts.rows<Record<string, string>>(`SELECT ${columns.join(", ")} FROM ${source}`, {
    lane: "heavy",
    ...(signal && { signal }),
  });
  return all.map(({ guesses }, index) => ({
    present: Number(row![`n${index}`]),
    counts: guesses.map((_, at) => Number(row![`g${index}_${at}`])),
  }));
}
