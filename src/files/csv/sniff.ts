import { HEADER_ROWS } from "../header/find.ts";
import { parseHead } from "./parse.ts";

const DELIMITERS = [",", "\t", ";", "|"];
const SAMPLE = 50;

/** Excel's own word above a file: `sep=;`. */
const SEP = /^\ufeff?"?sep=(\\t|[^\r\n])"?[ \t,;]*(?:\r\n|\n|\r|$)/i;

/** The delimiter that the first line names, where it does. */
export function namedDelimiter(text: string): string | undefined {
  const named = SEP.exec(text)?.[1];
  return named === "\\t" ? "\t" : named === '"' ? undefined : named;
}

/** The delimiter of a text: the one that cuts its first records into the most equal and the most fields; a comma when none does. */
export function sniffDelimiter(text: string, whole: boolean): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const records = parseHead(text, delimiter, whole, SAMPLE);
    const { width, equal, titled } = widthOf(records.map(({ fields, broken }) => (broken ? 0 : fields.length)));
    if (width < 2) continue;
    // Agreement counts before width: text in the cells is full of commas, but never the same number in every row. What cuts the first
    // record as well is before what takes it for a title.
    const score = equal * equal * (titled ? 500 : 1_000) + Math.min(width, 100);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** How wide the records are, and the share of those that are. Under a title of one cell it is what nearly all others have. */
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
