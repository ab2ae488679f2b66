import { HEADER_ROWS } from "../../header/find.ts";
import { parseHead } from "./parse.ts";

const DELIMITERS = [",", "\t", ";", "|"];
const SAMPLE_RECORDS = 50;

/** Excel's own first line with the delimiter: `sep=;`. */
const SEP = /^\ufeff?"?sep=(\\t|[^\r\n])"?[ \t,;]*(?:\r\n|\n|\r|$)/i;

/** The delimiter in a `sep=` line, if the text begins with one. */
export function namedDelimiter(text: string): string | undefined {
  const named = SEP.exec(text)?.[1];
  return named === "\\t" ? "\t" : named === '"' ? undefined : named;
}

/** The delimiter that splits the first records most evenly and into the most fields. A comma if none splits them. */
export function sniffDelimiter(text: string, complete: boolean): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const records = parseHead(text, delimiter, complete, SAMPLE_RECORDS);
    const { width, equal, titled } = widthOf(records.map(({ fields, broken }) => (broken ? 0 : fields.length)));
    if (width < 2) continue;
    // Equal widths count more than many fields, because text cells contain commas, but in a different number in each row. A delimiter that
    // also splits the first record wins over one that takes that record for a title.
    const score = equal * equal * (titled ? 500 : 1_000) + Math.min(width, 100);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/**
 * The width of the records, and the share of records with that width. Below a title of one cell, the width of nearly all other records
 * counts.
 */
function widthOf(widths: readonly number[]): { width: number; equal: number; titled: boolean } {
  const [first = 0] = widths;
  const share = (width: number, from: number) => widths.slice(from).filter((each) => each === width).length / (widths.length - from);
  if (first >= 2) return { width: first, equal: share(first, 0), titled: false };
  const usual = Object.entries(Object.groupBy(widths, String)).toSorted(([, a], [, b]) => b!.length - a!.length);
  const width = Number(usual.find(([each]) => Number(each) >= 2)?.[0] ?? 0);
  const from = widths.indexOf(width);
  const equal = width < 2 || from > HEADER_ROWS ? 0 : share(width, from);
  return widths.length - from >= 2 && equal >= 0.8 ? { width, equal, titled: true } : { width: 0, equal: 0, titled: true };
}
