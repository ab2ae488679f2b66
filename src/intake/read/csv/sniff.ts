import { parseHead } from "./parse.ts";

const DELIMITERS = [",", "\t", ";", "|"];
const SAMPLE = 50;

/** The delimiter of a text: the one that cuts its first records into the most equal and the most fields; a comma when none does. */
export function sniffDelimiter(text: string, whole: boolean): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const records = parseHead(text, delimiter, whole, SAMPLE);
    const width = records[0]?.fields.length ?? 0;
    if (width < 2) continue;
    const equal = records.filter((record) => record.fields.length === width && !record.broken).length / records.length;
    // Agreement counts before width: text in the cells is full of commas, but never the same number in every row.
    const score = equal * equal * 1_000 + Math.min(width, 100);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
