import type { Text } from "../../../kernel/index.ts";
import { Problem, problem } from "../../../kernel/index.ts";
import { breaksInCells, cellScope, cellStructure, columnNames, ledColumns, printedCells } from "../cells.ts";
import { asUtf8, encodingWarnings } from "../encoding.ts";
import { readHead } from "../file.ts";
import type { Reading, Source } from "../source.ts";
import { parseHead } from "./parse.ts";
import { rewriteCsv } from "./rewrite.ts";
import { sniffDelimiter } from "./sniff.ts";

/** The header stands in the first part of a file, and the delimiter shows there. */
const HEAD_BYTES = 1 << 18;
/** No file holds this, so a cell that reads as it is a cell that was not there. */
const ABSENT = "\u0001\u0002absent\u0002\u0001";

/** What the head of a CSV file says about the rest. */
interface Layout {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** Lines before the first row of data. */
  readonly skipLines: number;
  /** The same in records, which is how the engine skips: a header may take several lines. */
  readonly skipRecords: number;
  /** Whether the engine can read it: a delimiter of one byte, line ends that it knows, no quotes in what is skipped. */
  readonly native: boolean;
}

/** CSV, in UTF-8 or GB18030. The engine reads it; what it refuses (quotes that do not match) is read here, record by record. */
export async function readCsv(reading: Reading): Promise<Source> {
  const { path, encoding } = await asUtf8(reading.file, reading.encoding, `${reading.directory}/utf8.csv`);
  const layout = await layoutOf(reading, path);
  const warnings = encodingWarnings(encoding);
  if (!layout.native) return rewritten(reading, path, layout, warnings);
  try {
    return await native(reading, path, layout, warnings);
  } catch (error) {
    if (error instanceof Problem && error.code === "FILE_UNREADABLE") return rewritten(reading, path, layout, warnings);
    throw error;
  }
}

async function layoutOf({ file, delimiter, columns, skipRows }: Reading, path: string): Promise<Layout> {
  const head = await readHead(path, HEAD_BYTES);
  const whole = head.length < HEAD_BYTES;
  // The last character may be cut in two; the last record is left out in any case.
  const text = head.toString("utf8");
  const start = offsetOfLine(text, skipRows);
  if (start === undefined) throw problem("FILE_EMPTY", { file: file.name });
  const body = text.slice(start);
  const chosen = delimiter ?? sniffDelimiter(body, whole);
  // Old Macs ended lines with a carriage return alone.
  const native = chosen.charCodeAt(0) < 0x80 && (body.includes("\n") || !body.includes("\r")) && !text.slice(0, start).includes('"');
  if (columns) return { names: columnNames(file.name, columns), delimiter: chosen, skipLines: skipRows, skipRecords: skipRows, native };
  const [header, first] = parseHead(body, chosen, whole, 2);
  if (!header) throw problem("FILE_EMPTY", { file: file.name });
  const headerEnd = first ? first.line - 1 : linesOf(body, whole);
  const skipLines = skipRows + headerEnd;
  const inside = header.fields.join("").split("\n").length - 1;
  return { names: columnNames(file.name, header.fields), delimiter: chosen, skipLines, skipRecords: skipLines - inside, native };
}

/** Where line `count` (from 0) begins; undefined when there is no such line. */
function offsetOfLine(text: string, count: number): number | undefined {
  let at = 0;
  for (let line = 0; line < count; line++) {
    const end = /\r\n|\n|\r/g;
    end.lastIndex = at;
    const found = end.exec(text);
    if (!found) return undefined;
    at = found.index + found[0].length;
  }
  return at;
}

function linesOf(text: string, whole: boolean): number {
  return text.split(/\r\n|\n|\r/).length - (whole && !/[\r\n]$/.test(text) ? 0 : 1);
}

async function native(reading: Reading, path: string, layout: Layout, warnings: readonly Text[]): Promise<Source> {
  const { names, delimiter, skipLines, skipRecords } = layout;
  const stage = await reading.facts.stage(path, {
    ...reading.run,
    format: "CSV",
    structure: `${cellStructure(names.length)}, surplus1 Nullable(String), surplus2 Nullable(String)`,
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
  return {
    format: "csv",
    table: stage.table,
    scope: cellScope(names, await ledColumns(reading, stage.table, names.length)),
    from: () => stage.table,
    // Of a blank line not even the first cell is there.
    blank: "isNull(c1)",
    faults: [
      { reason: "COLUMNS_MISSING", when: `isNull(c${names.length})` },
      // Spreadsheets like to end every row with one delimiter too many.
      { reason: "COLUMNS_SURPLUS", when: "isNotNull(surplus2) OR ifNull(surplus1 != '', 0)" },
    ],
    line: `(_row + ${skipLines})`,
    breaks: breaksInCells(names.length),
    printed: printedCells(names),
    warnings,
  };
}

async function rewritten(reading: Reading, path: string, layout: Layout, warnings: readonly Text[]): Promise<Source> {
  const { names, delimiter, skipLines } = layout;
  const clean = `${reading.directory}/rewritten.tsv`;
  await rewriteCsv({ from: path, to: clean, columns: names.length, delimiter, skipLines });
  const stage = await reading.facts.stage(clean, {
    ...reading.run,
    format: "TabSeparated",
    structure: `${cellStructure(names.length)}, surplus UInt8, broken UInt8, line UInt64`,
    numbered: true,
  });
  return {
    format: "csv",
    table: stage.table,
    scope: cellScope(names, await ledColumns(reading, stage.table, names.length)),
    from: () => stage.table,
    faults: [
      { reason: "QUOTES_BROKEN", when: "broken" },
      { reason: "COLUMNS_MISSING", when: `isNull(c${names.length})` },
      { reason: "COLUMNS_SURPLUS", when: "surplus" },
    ],
    line: "line",
    printed: printedCells(names),
    warnings,
  };
}
