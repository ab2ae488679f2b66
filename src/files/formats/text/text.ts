import { literal, sql } from "../../../engine/index.ts";
import { problem } from "../../../kernel/index.ts";
import type { Scope, Value } from "../../../mapping/index.ts";
import { columnNames, shortWarning, textCell } from "../../cells.ts";
import type { HowToLayOut } from "../csv/layout.ts";
import { asUtf8, encodingWarnings } from "../../encoding/index.ts";
import { readHead } from "../../file.ts";
import { findHeader, HEADER_ROWS } from "../../header/find.ts";
import type { HeaderFound, Reading, StagedFile } from "../../stagedFile.ts";

const HEAD_BYTES = 1 << 18;

/** Reads lines that are split at blanks (`delimiter: whitespace`, the default here) or at one character, without quotes. */
export async function readText(reading: Reading): Promise<StagedFile> {
  const { path, encoding } = await asUtf8(reading.file, reading.encoding, `${reading.directory}/utf8.txt`);
  const delimiter = reading.delimiter ?? "whitespace";
  const head = (await readHead(path, HEAD_BYTES)).toString("utf8");
  const { names, skip, header } = layOutText(head, { ...reading, file: reading.file.name, delimiter });
  const stage = await reading.facts.stage(path, {
    ...reading.run,
    format: "LineAsString",
    structure: sql`line String`,
    numbered: true,
  });
  const bare = sql`trimRight(replaceOne(line, '\\r', ''))`;
  const cells = delimiter === "whitespace" ? sql`splitByWhitespace(line)` : sql`splitByString(${literal.text(delimiter)}, ${bare})`;
  const from = sql`(SELECT _row, line, ${cells} AS cells FROM ${sql.id(stage.table)})`;
  const blank = sql`_row <= ${literal.integer(skip)} OR trimBoth(${bare}) = ''`;
  const short = sql`length(cells) < ${literal.integer(names.length)}`;
  const [row] = await reading.facts.rows<{ short: string }>(
    sql`SELECT countIf(${short} AND NOT (${blank})) AS short FROM ${from}`,
    reading.run,
  );
  // In a line split at blanks, nobody can tell which cells are missing. At a character, the last ones are.
  const isDelimited = delimiter !== "whitespace";
  return {
    format: "text",
    table: stage.table,
    scope: scopeOf(names, reading),
    from: () => from,
    blank,
    faults: [
      ...(isDelimited ? [] : [{ reason: "COLUMNS_MISSING", when: short } as const]),
      { reason: "COLUMNS_SURPLUS", when: sql`length(cells) > ${literal.integer(names.length)}` },
    ],
    line: sql`_row`,
    printed: [{ name: "line", sql: sql`line` }],
    encoding,
    header,
    warnings: [...encodingWarnings(encoding), ...(isDelimited ? shortWarning(Number(row!.short)) : [])],
  };
}

/** The columns of the lines, and the number of lines up to the header. @throws FILE_EMPTY, COLUMNS_DUPLICATE, COLUMNS_MANY */
export function layOutText(
  text: string,
  { file, delimiter, columns, skipRows, wanted }: HowToLayOut,
): { names: string[]; skip: number; header: HeaderFound | undefined } {
  if (columns) return { names: columnNames(file, columns), skip: skipRows ?? 0, header: undefined };
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ line, number: index + 1 }));
  const filled = lines.filter(({ line, number }) => number > (skipRows ?? 0) && line.trim() !== "");
  const rows = filled.slice(0, HEADER_ROWS).map(({ line }) => cutLine(line, delimiter));
  // Blanks also split sentences, so a title cannot be recognised. The first line is the header.
  const at = skipRows === undefined && delimiter !== "whitespace" ? findHeader(rows, wanted) : 0;
  const header = rows[at];
  if (!header) throw problem("FILE_EMPTY", { file });
  const above = filled.slice(0, at).map(({ line }) => line.trim());
  const { number } = filled[at]!;
  return { names: columnNames(file, header), skip: number, header: { row: number, above } };
}

export function cutLine(line: string, delimiter = "whitespace"): string[] {
  return delimiter === "whitespace" ? line.trim().split(/\s+/) : line.split(delimiter);
}

function scopeOf(names: readonly string[], { lets, numberFormat: numbers }: Reading): Scope {
  const values = new Map(
    names.map((name, index): [string, Value] => [
      name,
      textCell(sql`toNullable(cells[${literal.integer(index + 1)}])`, { loose: "any", odd: true, numbers }, lets),
    ]),
  );
  return { names, column: (name) => values.get(name), path: () => undefined };
}
