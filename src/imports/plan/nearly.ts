import { sql, literal } from "../../engine/index.ts";
import type { DoubtfulColumn } from "../../contract/index.ts";
import { valueTypeFacts, type Text } from "../../kernel/index.ts";
import type { StagedFile } from "../../files/index.ts";
import type { Rows } from "./rows.ts";
import type { Nearly } from "./importPlan.ts";

/** Cells shown for each column. The other ones are only counted. */
const SHOWN_CELLS = 5;
const SHOWN_CHARACTERS = 60;

/** Columns that would be values of one type except for a few cells, with the first of those cells and their lines. */
export async function doubtfulColumns(rows: Rows, source: StagedFile, nearly: readonly Nearly[]): Promise<DoubtfulColumn[]> {
  const found: DoubtfulColumn[] = [];
  for (const { path, code, column, type, fitting, others, text, against } of nearly) {
    const first = sql`groupArraySortedIf(${literal.integer(SHOWN_CELLS)})((_row, toString(substringUTF8(assumeNotNull(${text}), 1, ${literal.integer(SHOWN_CHARACTERS)}))), ${against})`;
    const [row] = await rows.facts.rows<{ cells: [row: string, value: string][] }>(
      sql`SELECT ${first} AS cells FROM ${rows.from} WHERE ${rows.where}`,
      rows.run,
    );
    const lines = await linesOf(
      rows,
      source,
      row!.cells.map(([number]) => number),
    );
    const cells = row!.cells.map(([number, value]) => ({ line: lines.get(number) ?? 0, value }));
    found.push({ kind: "nearlyOneType", type, path, code, column, fitting, others, cells });
  }
  return found;
}

/** The line of the file on which each row begins. Cells of earlier rows may take several lines. */
async function linesOf(
  { facts, run }: Rows,
  { table, line, breaks }: StagedFile,
  numbers: readonly string[],
): Promise<Map<string, number>> {
  const lines = new Map<string, number>();
  for (const number of numbers) {
    const row = literal.integer(BigInt(number));
    const before =
      breaks === undefined
        ? sql`0`
        : sql`
          (
            SELECT sum(toUInt64(${breaks}))
            FROM ${sql.id(table)}
            WHERE _row < ${row}
          )
        `;
    const [begins] = await facts.rows<{ line: string }>(
      sql`
        SELECT ${line} + ${before} AS line
        FROM ${sql.id(table)}
        WHERE _row = ${row}
      `,
      run,
    );
    lines.set(number, Number(begins!.line));
  }
  return lines;
}

/** The warning about such a column, which was kept as text. */
export function warningOf({ column, code, type, fitting, others, cells }: DoubtfulColumn): Text {
  const { values } = valueTypeFacts(type);
  const zh = cells.map(({ line, value }) => `第 ${line} 行「${value}」`).join("、");
  const en = cells.map(({ line, value }) => `line ${line} (${value})`).join(", ");
  const more = others > cells.length;
  return {
    zh: `「${column}」有 ${fitting} 格是${values.zh}、${others} 格不是（${zh}${more ? "…" : ""}），已全部按文本导入。要按${values.zh}导入，请撤销后在映射里写 types: { ${code}: ${type} }，并用 unreadable 说明读不出的怎么办（skip 不导入该行，missing 当作没有值）。`,
    en: `${column} has ${fitting} ${values.en} and ${others} other cells (${en}${more ? " …" : ""}); all were imported as text. To have ${values.en}, undo the import, write types: { ${code}: ${type} } in the mapping, and say with unreadable what becomes of the others (skip leaves the row out, missing takes the cell as missing).`,
  };
}
