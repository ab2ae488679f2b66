import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { guarded, guardedSql } from "../../sheets/index.ts";
import type { StagedFile } from "../../files/index.ts";
import { reasonText } from "../../mapping/index.ts";
import type { MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

/** Most rows in the file of bad rows. The report still counts all of them. */
export const MAX_BAD_ROWS = 100_000;

/** Path of an import's file of bad rows. */
export function badRowsPath(dataDir: string, batch: number): string {
  return join(dataDir, "bad-rows", `${batch}.csv`);
}

/**
 * Writes the skipped rows as they stood in the file, with line and reason. The file is CSV with a byte-order mark, so that spreadsheets
 * show Chinese. A cell that a spreadsheet would read as a formula gets a leading apostrophe.
 */
export async function writeBadRows(work: Work, source: StagedFile, rows: MappedRows): Promise<void> {
  const { ctx, batch, run } = work;
  const target = badRowsPath(ctx.dataDir, batch);
  await mkdir(join(ctx.dataDir, "bad-rows"), { recursive: true, mode: 0o700 });
  const part = `${target}.part`;
  const cells = source.printed.map(
    ({ sql: statement }, index) => sql`${guardedSql(sql`ifNull(${statement}, '')`)} AS cell${literal.integer(index)}`,
  );
  const texts = rows.reasons.map(({ code, where }) => ({ code, ...reasonText(code, where) }));
  const reasonSql = (pick: (text: { code: string; zh: string; en: string }) => string) =>
    sql`arrayElement(${literal.texts(texts.map(pick))}, bad)`;
  const statement = sql`
    SELECT
      ${source.line} + lines,
      ${reasonSql(({ code }) => code)},
      ${reasonSql(({ zh }) => zh)},
      ${reasonSql(({ en }) => en)},
      ${sql.join(cells)}
    FROM (SELECT * FROM ${source.from()}) AS s
    ANY INNER JOIN (${badRows(rows, source)}) AS b ON s._row = b.bad_row
    ORDER BY s._row
  `;
  try {
    const stream = await ctx.facts.bytes(statement, "CSV", run);
    const file = createWriteStream(part, { mode: 0o600 });
    file.write(
      `\ufeff${["#line", "#code", "#原因", "#reason", ...source.printed.map(({ name }) => guarded(name))].map(quoted).join(",")}\n`,
    );
    await pipeline(stream, file);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The bad rows to write, each with the number of extra lines that cells of earlier rows take. */
function badRows(rows: MappedRows, { table, breaks }: StagedFile): Sql {
  const bad = sql`
    SELECT _row, bad, toUInt64(0) AS breaks
    FROM ${sql.id(rows.table)}
    WHERE bad > 0
  `;
  const all =
    breaks === undefined
      ? bad
      : sql`
        SELECT _row, max(bad) AS bad, max(breaks) AS breaks
        FROM (
          ${bad}
          UNION ALL
          SELECT _row, toUInt16(0), toUInt64(${breaks}) AS more
          FROM ${sql.id(table)}
          WHERE more > 0
        )
        GROUP BY _row
      `;
  return sql`
    SELECT bad_row, bad, lines
    FROM (
      SELECT _row AS bad_row, bad, sum(breaks) OVER (ORDER BY _row) - breaks AS lines
      FROM (${all})
    )
    WHERE bad > 0
    ORDER BY bad_row
    LIMIT ${literal.integer(MAX_BAD_ROWS)}
  `;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
