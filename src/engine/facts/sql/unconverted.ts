import { literal } from "../literal.ts";
import { pieceOf, type Sql } from "./piece.ts";

/** The border to rooms whose statements are still plain strings: what they made becomes a piece. */
export function unconverted(text: string | Sql): Sql {
  return typeof text === "string" ? pieceOf(text, text.includes("\n")) : text;
}

/** `literal` for those rooms. */
export const textLiteral = {
  text: (value: string) => literal.text(value).text,
  decimal: (value: Parameters<typeof literal.decimal>[0]) => literal.decimal(value).text,
  integer: (value: number | bigint) => literal.integer(value).text,
  instant: (value: number) => literal.instant(value).text,
  day: (value: Parameters<typeof literal.day>[0]) => literal.day(value).text,
  boolean: (value: boolean) => literal.boolean(value).text,
  texts: (values: readonly string[]) => literal.texts(values).text,
  name: (value: string) => literal.name(value).text,
};
