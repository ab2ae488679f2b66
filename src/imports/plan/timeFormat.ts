import { sql, type Sql, literal } from "../../engine/index.ts";
import { readDaySql } from "../../catalogue/index.ts";
import { problem } from "../../kernel/index.ts";
import { type Candidate, CANDIDATES, makeLets, missingSql, readTimeSql, type TimeFormat } from "../../mapping/index.ts";
import type { Rows } from "./rows.ts";

const SAMPLE_ROWS = 2_000;

/** Day formats that can be confused with one another. The other formats are unambiguous. */
const DAY_FORMATS = CANDIDATES.filter(({ order }) => order === "mdy" || order === "dmy");

/**
 * The time format of `text` (SQL): the one that reads the most cells of the whole file. A few unreadable cells become bad rows. If no
 * format reads any, or two formats read the same cells differently, the mapping must name one.
 * @throws TIME_FORMAT_UNKNOWN, TIME_AMBIGUOUS
 */
export async function detectTimeFormat(
  rows: Rows,
  column: string,
  text: Sql,
  candidates: readonly Candidate[] = CANDIDATES,
): Promise<TimeFormat> {
  // Checked first, because most files use ISO 8601, and a check of all other formats takes longer than reading the file.
  if (candidates === CANDIDATES && (await readsAll(rows, text, candidates[0]!))) return candidates[0]!.format;
  const first = await unread(rows, text, candidates, SAMPLE_ROWS);
  const least = Math.min(...first.counts);
  const likely = candidates.filter((_, index) => first.counts[index] === least);
  // A format that begins with the year is unambiguous: if it fits each row, it is the format.
  if (likely[0]!.order === "ymd" && least === 0 && (await readsAll(rows, text, likely[0]!))) return likely[0]!.format;
  const { present, sample, counts } = await unread(rows, text, likely, undefined);
  const best = Math.min(...counts);
  if (best === present) throw problem("TIME_FORMAT_UNKNOWN", { column, sample });
  const fitting = likely.filter((_, index) => counts[index] === best);
  const rivals = fitting.filter(({ order }) => order === "mdy" || order === "dmy");
  if (new Set(rivals.map(({ order }) => order)).size > 1 && rivals.includes(fitting[0]!))
    throw problem("TIME_AMBIGUOUS", { column, sample, formats: rivals.map(({ name }) => name) });
  return fitting[0]!.format;
}

/**
 * The format of the ambiguous days in `text` (SQL), such as 31/1/2026; undefined if each day is unambiguous. A cell that is not a day
 * becomes a bad row.
 * @throws TIME_AMBIGUOUS; TIME_FORMAT_UNKNOWN if no cell of the column is a day
 */
export async function detectDayFormat(rows: Rows, column: string, text: Sql, timezone: string): Promise<TimeFormat | undefined> {
  const lets = makeLets("day");
  const day = readDaySql(sql`text`, timezone, lets);
  const unreadable = sql`isNotNull(${text}) AND isNull(${readDaySql(text, timezone)}) AND NOT ${missingSql(text)}`;
  const [row] = await rows.facts.rows<{ unreadable: string; readable: string }>(
    sql`
      SELECT countIf(isNull(${day}) AND NOT ${missingSql(sql`text`)}) AS unreadable, count() - unreadable AS readable
      FROM ${lets.wrap(sql`(SELECT ${text} AS text FROM ${rows.from} WHERE (${rows.where}) AND isNotNull(${text}))`)}
    `,
    rows.run,
  );
  if (row!.unreadable === "0") return undefined;
  const doubtful = { ...rows, where: sql`(${rows.where}) AND ${unreadable}` };
  const { present, counts } = await unread(doubtful, text, DAY_FORMATS, undefined);
  if (Math.min(...counts) === present && row!.readable !== "0") return undefined;
  return detectTimeFormat(doubtful, column, text, DAY_FORMATS);
}

/** Whether a format reads each text. Words for "no value" are only looked up among the texts that it does not read. */
async function readsAll({ facts, from, where, run }: Rows, text: Sql, { format }: Candidate): Promise<boolean> {
  for (const limit of [sql` LIMIT ${literal.integer(SAMPLE_ROWS)}`, sql.empty]) {
    const [row] = await facts.rows<{ unread: string }>(
      sql`
        SELECT countIf(isNull(${plausible(format)}) AND NOT ${missingSql(sql`text`)}) AS unread
        FROM (
          SELECT ${text} AS text
          FROM ${from}
          WHERE (${where}) AND isNotNull(${text})${limit}
        )
      `,
      run,
    );
    if (row!.unread !== "0") return false;
  }
  return true;
}

async function unread({ facts, from, where, run }: Rows, text: Sql, candidates: readonly Candidate[], limit: number | undefined) {
  const source = sql`${from} WHERE (${where}) AND isNotNull(${text}) AND NOT ${missingSql(text)}${limit === undefined ? sql.empty : sql` LIMIT ${literal.integer(limit)}`}`;
  const columns = candidates.map(({ format }, index) => sql`countIf(isNull(${plausible(format)})) AS c${literal.integer(index)}`);
  const [row] = await facts.rows<Record<string, string>>(
    sql`
      SELECT count() AS present, ifNull(substringUTF8(any(text), 1, 60), '') AS sample, ${sql.join(columns)}
      FROM (SELECT ${text} AS text FROM ${source})
    `,
    run,
  );
  return { present: Number(row!["present"]), sample: row!["sample"]!, counts: candidates.map((_, index) => Number(row![`c${index}`])) };
}

const PLAUSIBLE_FROM = literal.instant(Date.UTC(1990, 0, 1));
const PLAUSIBLE_UNTIL = literal.instant(Date.UTC(2100, 0, 1));

/** Every small number is a number of seconds since 1970. Without a format in the mapping, only seconds of recent decades count as times. */
function plausible(format: TimeFormat): Sql {
  const read = readTimeSql(sql`text`, format, "UTC");
  if (format.kind !== "unix") return read;
  return sql`if(${read} >= ${PLAUSIBLE_FROM} AND ${read} < ${PLAUSIBLE_UNTIL}, ${read}, NULL)`;
}
