import { sql, type Sql, literal } from "../../engine/index.ts";
import type { FieldType } from "../../catalogue/index.ts";
import type { NumberFormat } from "../../kernel/index.ts";
import { makeLets, missingSql, type TextValue, type TimeFormat } from "../../mapping/index.ts";
import { IMPORTED_TYPES } from "../valueTypes/index.ts";
import type { Guess, OpenText } from "../valueTypes/importedType.ts";
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
  /** Nearly all cells are values of this type. The cells with a true `against` are not, so the column is a text. */
  readonly nearly?: { readonly type: FieldType; readonly against: Sql; readonly fitting: number; readonly others: number };
}

interface TypedGuess extends Guess {
  readonly type: FieldType;
}

/** A sample of this size rules out nearly all wrong types. The whole file then decides. */
const SAMPLE_ROWS = 2_000;
/** What the guesses are written about: the statement names each cell so, and columns with equal guesses share one statement. */
const CELL = sql`cell_text`;
/** With at least this share of values of one type, the other cells deserve a warning. */
const NEARLY_SHARE = 0.8;
/**
 * The type of each open text: yes/no if all values are, else number, date, time, text, in this order. Words for "no value" (无, -, N/A) fit
 * each type. A sample only rules out types; the remaining ones are checked against every row.
 */
export async function inferTypes(rows: Rows, open: readonly OpenText[], format: TimeFormat | undefined): Promise<Inferred[]> {
  // Checked before the other formats, which are slower and apply only if the value begins with a year.
  const rough = await ruleOut(
    rows,
    open.map((each) => ({ ...each, guesses: roughGuesses(each, format) })),
  );
  const exact = rough.map((each) => ({
    ...each,
    guesses: each.guesses.flatMap((guess) => {
      const { exact } = IMPORTED_TYPES[guess.type].guess!;
      return exact ? exact(cellOf(each), format).map((one) => ({ ...one, type: guess.type })) : guess;
    }),
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
    const [near] = [...guesses.keys()]
      .filter((at) => counts[at]!.read > 0 && isNear(counts[at]!))
      .toSorted((one, other) => counts[other]!.read - counts[one]!.read);
    if (near === undefined) return { type: "text" };
    const { read, against } = counts[near]!;
    const { type, numbers } = guesses[near]!;
    const nearly = { type, against: contradicts(sqlOf(guesses[near]!, open[index]!, format), value), fitting: read, others: against };
    return { type: "text", ...(numbers && { numbers }), nearly };
  });
}

/** The condition of a guess about this text instead of CELL. */
function sqlOf({ type, numbers, format: read }: TypedGuess, open: OpenText, format: TimeFormat | undefined): Sql {
  const { rough, exact = rough } = IMPORTED_TYPES[type].guess!;
  return exact(open, format).find((guess) => guess.numbers === numbers && guess.format === read)!.against;
}

/** SQL of the cells that do not fit the guess. */
function contradicts(against: Sql, { sql: statement, clean }: TextValue): Sql {
  return sql`(isNotNull(${statement}) AND (${against}) AND NOT ${missingSql(statement, clean)})`;
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

interface Guessed extends OpenText {
  readonly guesses: readonly TypedGuess[];
}

/** The guesses that fit a sample of the rows, or nearly all of it. */
async function ruleOut(rows: Rows, all: readonly Guessed[]): Promise<Guessed[]> {
  const sampled = await count(rows, all, SAMPLE_ROWS);
  return all.map((each, index) => ({
    ...each,
    guesses: each.guesses.filter((_, at) => {
      const found = sampled[index]!.counts[at]!;
      return found.against === 0 || isNear(found);
    }),
  }));
}

function cellOf({ code, value }: OpenText): OpenText {
  return { code, value: { ...value, sql: CELL } };
}

function roughGuesses(open: OpenText, format: TimeFormat | undefined): TypedGuess[] {
  if (open.value.loose === "nothing") return [];
  return Object.entries(IMPORTED_TYPES).flatMap(([type, { guess }]) =>
    (guess?.rough(cellOf(open), format) ?? []).map((one) => ({ ...one, type: type as FieldType })),
  );
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

/**
 * Counts for each text how many cells fit its guesses. Columns with the same guesses become rows of one table first: the engine analyses a
 * condition once, not once for each column, which for a file of 80 columns takes longer than reading the file.
 */
async function count(rows: Rows, all: readonly Guessed[], limit: number | undefined): Promise<Counted[]> {
  const groups = Map.groupBy(all.keys(), (index) => {
    const { value, guesses } = all[index]!;
    return JSON.stringify([value.clean, guesses.map(({ against, needs }) => [against.text, needs?.text])]);
  });
  const counted: Counted[] = [];
  for (const places of groups.values()) {
    const found = await countAlike(
      rows,
      places.map((index) => all[index]!),
      limit,
    );
    places.forEach((index, at) => (counted[index] = found[at]!));
  }
  return counted;
}

/** @param alike texts with equal guesses. */
async function countAlike({ facts, from, where, run }: Rows, alike: readonly Guessed[], limit: number | undefined): Promise<Counted[]> {
  const lets = makeLets("guess");
  const [{ value, guesses }] = alike as [Guessed, ...Guessed[]];
  const missing = lets.name(missingSql(CELL, value.clean));
  const columns = guesses.flatMap(({ against, needs }, at) => {
    const wrong = lets.name(sql`ifNull(isNotNull(${CELL}) AND (${against}), 0)`);
    return [
      sql`countIf(isNotNull(${CELL}) AND NOT ${wrong}${needs === undefined ? sql.empty : sql` AND ${needs}`}) AS r${literal.integer(at)}`,
      sql`countIf(${wrong} AND NOT ${missing}) AS g${literal.integer(at)}`,
    ];
  });
  const rows = sql`
    (
      SELECT *
      FROM ${from}
      WHERE ${where}${limit === undefined ? sql.empty : sql` LIMIT ${literal.integer(limit)}`}
    )
  `;
  const texts = alike.map((each) => each.value.sql);
  const cells =
    texts.length === 1
      ? sql`(SELECT 0 AS place, ${texts[0]!} AS ${CELL} FROM ${rows})`
      : sql`
        (
          SELECT place, ${CELL}
          FROM ${rows}
          ARRAY JOIN range(${literal.integer(texts.length)}) AS place, [${sql.join(texts)}] AS ${CELL}
        )
      `;
  const found = await facts.rows<Record<string, string | number>>(
    sql`
      SELECT ${sql.join([sql`place`, sql`countIf(isNotNull(${CELL})) AS n`, ...columns])}
      FROM ${lets.wrap(cells)}
      GROUP BY place
    `,
    run,
  );
  return texts.map((_, place) => {
    const row = found.find((each) => Number(each["place"]) === place);
    const number = (name: string) => Number(row?.[name] ?? 0);
    return { present: number("n"), counts: guesses.map((__, at) => ({ read: number(`r${at}`), against: number(`g${at}`) })) };
  });
}
