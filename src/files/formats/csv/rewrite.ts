import { createReadStream } from "node:fs";
import { writeTsv } from "../../tsv.ts";
import { csvParser } from "./parse.ts";

/**
 * Rewrites a UTF-8 CSV file in a form that the engine can always read: the cells (null if the record has fewer), then whether the record
 * has more cells, whether its quotes are broken, and its line.
 */
export async function rewriteCsv(input: {
  readonly from: string;
  readonly to: string;
  readonly columns: number;
  readonly delimiter: string;
  readonly skipLines: number;
}): Promise<void> {
  const file = writeTsv(input.to);
  const row: (string | null)[] = Array.from({ length: input.columns + 3 }, () => null);
  const parser = csvParser(input.delimiter, ({ fields, line, broken }) => {
    for (let index = 0; index < input.columns; index++) row[index] = fields[index] ?? null;
    const beyond = fields.slice(input.columns);
    row[input.columns] = beyond.length > 1 || (beyond.length === 1 && beyond[0] !== "") ? "1" : "0";
    row[input.columns + 1] = broken ? "1" : "0";
    row[input.columns + 2] = String(line + input.skipLines);
    file.row(row);
  });
  const skip = lineSkipper(input.skipLines);
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of createReadStream(input.from, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    parser.push(skip(decoder.decode(chunk, { stream: true })));
    await file.drained();
  }
  parser.push(skip(decoder.decode()));
  parser.end();
  await file.end();
}

/** Drops the first `count` lines of a text that arrives in pieces. A line ends with LF, CR LF or CR. */
function lineSkipper(count: number): (text: string) => string {
  let left = count;
  let afterReturn = false;
  return (text) => {
    let at = 0;
    while (at < text.length && (left > 0 || (afterReturn && text[at] === "\n"))) {
      const character = text[at++]!;
      const ends = character === "\r" || (character === "\n" && !afterReturn);
      afterReturn = character === "\r";
      if (ends) left--;
    }
    if (at < text.length) afterReturn = false;
    return at === 0 ? text : text.slice(at);
  };
}
