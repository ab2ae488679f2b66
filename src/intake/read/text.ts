import { literal } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import type { Scope } from "../compile/scope.ts";
import type { Value } from "../compile/value.ts";
import { columnNames } from "./cells.ts";
import { asUtf8, encodingWarnings } from "./encoding.ts";
import { readHead } from "./file.ts";
import type { Reading, Source } from "./source.ts";

const HEAD_BYTES = 1 << 18;

/** Lines cut at blanks (`delimiter: whitespace`, the default here) or at one character, without quotes. */
export async function readText(reading: Reading): Promise<Source> {
  const { path, encoding } = await asUtf8(reading.file, reading.encoding, `${reading.directory}/utf8.txt`);
  const delimiter = reading.delimiter ?? "whitespace";
  const cut = (line: string) => (delimiter === "whitespace" ? line.trim().split(/\s+/) : line.replace(/\r$/, "").split(delimiter));
  let skip = reading.skipRows;
  let names = reading.columns;
  if (!names) {
    const lines = (await readHead(path, HEAD_BYTES)).toString("utf8").split("\n");
    const header = lines.findIndex((line, index) => index >= skip && line.trim() !== "");
    if (header < 0) throw problem("FILE_EMPTY", { file: reading.file.name });
    names = cut(lines[header]!);
    skip = header + 1;
  }
  const checked = columnNames(reading.file.name, names);
  const stage = await reading.facts.stage(path, {
    ...reading.run,
    format: "LineAsString",
    structure: "line String",
    numbered: true,
  });
  const bare = "trimRight(replaceOne(line, '\\r', ''))";
  const cells = delimiter === "whitespace" ? "splitByWhitespace(line)" : `splitByString(${literal.text(delimiter)}, ${bare})`;
  return {
    format: "text",
    table: stage.table,
    scope: scopeOf(checked),
    from: () => `(SELECT _row, line, ${cells} AS cells FROM ${stage.table})`,
    blank: `_row <= ${skip} OR trimBoth(${bare}) = ''`,
    faults: [
      { reason: "COLUMNS_MISSING", when: `length(cells) < ${checked.length}` },
      { reason: "COLUMNS_SURPLUS", when: `length(cells) > ${checked.length}` },
    ],
    line: "_row",
    printed: [{ name: "line", sql: "line" }],
    warnings: encodingWarnings(encoding),
  };
}

function scopeOf(names: readonly string[]): Scope {
  const values = new Map(
    names.map((name, index): [string, Value] => [name, { type: "text", sql: `nullIf(cells[${index + 1}], '')`, loose: "any", faults: [] }]),
  );
  return { names, column: (name) => values.get(name), path: () => undefined };
}
