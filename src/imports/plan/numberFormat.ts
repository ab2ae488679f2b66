import { literal, sql, type Sql } from "../../engine/index.ts";
import type { NumberFormat } from "../../kernel/index.ts";
import type { Rows } from "./rows.ts";

/** A column's number format. `sample` is present if no cell shows whether `1.000` means one or a thousand. */
export interface NumbersFound {
  readonly format: NumberFormat;
  readonly sample?: string;
}

const around = (digits: string) => literal.text(`^[^0-9.,]*(?:${digits})[^0-9.,]*$`);
/** Matches a comma, or exactly three digits after a point. Most columns have neither, and the check ends here. */
const IN_QUESTION = literal.text(String.raw`,|[1-9][0-9]{0,2}\.[0-9]{3}[^0-9]*$`);
const AMBIGUOUS = around(String.raw`[1-9][0-9]{0,2}\.[0-9]{3}`);
/** A decimal point: the digits after it are not three, or more than three digits or a zero stand before it, or commas stand before it. */
const POINT = around(
  String.raw`[0-9]*\.(?:[0-9]{1,2}|[0-9]{4,})|(?:[0-9]{4,}|0+)\.[0-9]{3}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}`,
);
/** A decimal comma: points, blanks or apostrophes separate the thousands before it. */
const COMMA = literal.text(
  String.raw`^[^0-9.,]*(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:[ '\x{a0}\x{202f}\x{2009}’][0-9]{3})+,[0-9]+)[^0-9.,]*$`,
);

/**
 * The number format of each text (SQL), from its cells. `1.234,56` shows a decimal comma, `12.5` a decimal point. If both or neither occur,
 * the point is used, and `1.000` is ambiguous.
 */
export async function findNumberFormats(rows: Rows, texts: readonly Sql[]): Promise<NumbersFound[]> {
  const asked = await ask(rows, texts, (text) => sql`toUInt8(max(match(ifNull(${text}, ''), ${IN_QUESTION})))`);
  const open = texts.filter((_, index) => asked[index] === 1);
  const shown = await ask(rows, open, (text) => {
    const shows = (pattern: Sql) => sql`max(match(ifNull(${text}, ''), ${pattern}))`;
    return sql`tuple(${shows(POINT)}, ${shows(COMMA)}, ifNull(anyIf(${text}, match(ifNull(${text}, ''), ${AMBIGUOUS})), ''))`;
  });
  const found = new Map(open.map((text, index) => [text, shown[index] as [point: number, comma: number, sample: string]]));
  return texts.map((text) => {
    const [point, comma, sample] = found.get(text) ?? [1, 0, ""];
    if (comma === 1 && point === 0) return { format: "1.234,56" };
    return { format: "1,234.56", ...(sample !== "" && point === comma && { sample }) };
  });
}

async function ask({ facts, from, where, run }: Rows, texts: readonly Sql[], statement: (text: Sql) => Sql): Promise<unknown[]> {
  if (texts.length === 0) return [];
  const columns = texts.map((text, index) => sql`${statement(text)} AS shown${literal.integer(index)}`);
  const [row] = await facts.rows<Record<string, unknown>>(sql`SELECT ${sql.join(columns)} FROM ${from} WHERE ${where}`, run);
  return texts.map((_, index) => row![`shown${index}`]);
}
