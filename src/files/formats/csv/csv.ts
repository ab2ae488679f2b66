import { literal, sql } from "../../../engine/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { breaksInCells, cellScope, cellStructure, emptyCells, markedColumns, printedCells, shortRows } from "../../cells.ts";
import { asUtf8, encodingWarnings, type Encoding } from "../../encoding/index.ts";
import { readHead } from "../../file.ts";
import type { Reading, StagedFile } from "../../stagedFile.ts";
import { HEAD_BYTES, layOutCsv, type CsvLayout } from "./layout.ts";
import { rewriteCsv } from "./rewrite.ts";

/** No file contains this text, so a cell that is read as it was absent from its row. */
const ABSENT = "\u0001\u0002absent\u0002\u0001";

/** Reads CSV. The engine reads it; what the engine refuses (unbalanced quotes) is parsed here, record by record. */
export async function readCsv(reading: Reading): Promise<StagedFile> {
  const { path, encoding } = await asUtf8(reading.file, reading.encoding, `${reading.directory}/utf8.csv`);
  const layout = await layoutOf(reading, path);
  if (!layout.native) return rewritten(reading, path, layout, encoding);
  try {
    return await native(reading, path, layout, encoding);
  } catch (error) {
    if (error instanceof Problem && error.code === "FILE_UNREADABLE") return rewritten(reading, path, layout, encoding);
    throw error;
  }
}

async function layoutOf({ file, delimiter, columns, skipRows, wanted }: Reading, path: string): Promise<CsvLayout> {
  const head = await readHead(path, HEAD_BYTES);
  // The last character may be cut, but the last record is dropped anyway.
  return layOutCsv(head.toString("utf8"), head.length < HEAD_BYTES, { file: file.name, delimiter, columns, skipRows, wanted });
}

async function native(reading: Reading, path: string, layout: CsvLayout, encoding: Encoding): Promise<StagedFile> {
  const { names, delimiter, skipLines, skipRecords, header } = layout;
  const blank = sql`${emptyCells(names.length)} AND ifNull(surplus1, '') = '' AND isNull(surplus2)`;
  const stage = await reading.facts.stage(path, {
    ...reading.run,
    format: "CSV",
    structure: sql`${cellStructure(names.length)}, surplus1 Nullable(String), surplus2 Nullable(String)`,
    numbered: true,
    settings: {
      ...reading.run.settings,
      format_csv_delimiter: delimiter,
      format_csv_null_representation: ABSENT,
      format_csv_allow_single_quotes: 0,
      input_format_csv_trim_whitespaces: 0,
      input_format_csv_empty_as_default: 0,
      input_format_csv_allow_variable_number_of_columns: 1,
      input_format_csv_allow_whitespace_or_tab_as_delimiter: 1,
      input_format_csv_skip_first_lines: skipRecords,
    },
  });
  const marks = await markedColumns(reading, sql.id(stage.table), names.length);
  return {
    format: "csv",
    table: stage.table,
    scope: cellScope(names, reading.lets, marks, () => reading.numberFormat),
    from: () => sql.id(stage.table),
    // As in a workbook, a row without any filled cell is not a row, with or without delimiters.
    blank,
    faults: [
      // Spreadsheets often write one delimiter too many at the end of each row.
      { reason: "COLUMNS_SURPLUS", when: sql`isNotNull(surplus2) OR ifNull(surplus1 != '', 0)` },
    ],
    line: sql`(_row + ${literal.integer(skipLines)})`,
    breaks: breaksInCells(names.length),
    printed: printedCells(names, marks.led),
    encoding,
    header,
    warnings: [...encodingWarnings(encoding), ...(await shortRows(reading, sql.id(stage.table), names.length, blank))],
  };
}

async function rewritten(reading: Reading, path: string, layout: CsvLayout, encoding: Encoding): Promise<StagedFile> {
  const { names, delimiter, skipLines, header } = layout;
  const blank = sql`NOT broken AND NOT surplus AND ${emptyCells(names.length)}`;
  const clean = `${reading.directory}/rewritten.tsv`;
  await rewriteCsv({ from: path, to: clean, columns: names.length, delimiter, skipLines });
  const stage = await reading.facts.stage(clean, {
    ...reading.run,
    format: "TabSeparated",
    structure: sql`${cellStructure(names.length)}, surplus UInt8, broken UInt8, line UInt64`,
    numbered: true,
  });
  const marks = await markedColumns(reading, sql.id(stage.table), names.length);
  return {
    format: "csv",
    table: stage.table,
    scope: cellScope(names, reading.lets, marks, () => reading.numberFormat),
    from: () => sql.id(stage.table),
    blank,
    faults: [
      { reason: "QUOTES_BROKEN", when: sql`broken` },
      { reason: "COLUMNS_SURPLUS", when: sql`surplus` },
    ],
    line: sql`line`,
    printed: printedCells(names, marks.led),
    encoding,
    header,
    warnings: [...encodingWarnings(encoding), ...(await shortRows(reading, sql.id(stage.table), names.length, sql`broken OR ${blank}`))],
  };
}
