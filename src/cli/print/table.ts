import { clean } from "./clean.ts";
import type { Paint, Style } from "./colour.ts";
import { cut, widthOf } from "./width.ts";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** The column may be cut if the table is wider than the terminal. */
  readonly flexible?: boolean;
}

/** `dot`: a mark in the tag's colour before the text, if colours are on. */
export type Cell = string | { readonly text: string; readonly style?: Style | undefined; readonly dot?: Style | undefined };

export interface TableOptions {
  readonly paint: Paint;
  /** The width of the terminal in columns; null: no limit. */
  readonly width: number | null;
}

const GAP = "  ";
const SMALLEST_COLUMNS = 8;

/** An aligned table: the header, then one line per row, without trailing spaces. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], { paint, width }: TableOptions): string[] {
  const cells = rows.map((row) => row.map(plain));
  const dotted = paint("x", "bold") !== "x" && columns.map((_, index) => cells.some((row) => row[index]?.dot !== undefined));
  const dotWidth = (index: number) => (dotted && dotted[index] ? 2 : 0);
  const widths = columns.map(
    ({ title }, index) => Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index]?.text ?? ""))) + dotWidth(index),
  );
  if (width !== null) shrink(widths, columns, width);
  const line = (row: readonly Exclude<Cell, string>[], header: boolean) =>
    columns
      .map((column, index) => {
        const { text, style, dot } = row[index] ?? { text: "" };
        const room = widths[index]! - dotWidth(index);
        const shown = cut(text, room);
        const mark = dotWidth(index) === 0 ? "" : dot ? `${paint("●", dot)} ` : "  ";
        const space = " ".repeat(room - widthOf(shown));
        const painted = header ? paint(shown, "dim") : paint(shown, style);
        return column.align === "right" ? mark + space + painted : mark + painted + space;
      })
      .join(GAP)
      .trimEnd();
  return [
    line(
      columns.map(({ title }) => ({ text: title })),
      true,
    ),
    ...cells.map((row) => line(row, false)),
  ];
}

/** The fields of one thing: a label and a value per line. Pairs without a value are left out. */
export function facts(pairs: readonly (readonly [label: string, value: Cell | null])[], { paint }: TableOptions): string[] {
  const shown = pairs.filter((pair): pair is readonly [string, Cell] => pair[1] !== null);
  const width = Math.max(0, ...shown.map(([label]) => widthOf(label)));
  return shown.map(([label, value]) => {
    const { text, style, dot } = plain(value);
    const mark = dot && paint("x", "bold") !== "x" ? `${paint("●", dot)} ` : "";
    return `${paint(label, "dim")}${" ".repeat(width - widthOf(label))}${GAP}${mark}${paint(text, style)}`.trimEnd();
  });
}

function plain(cell: Cell): Exclude<Cell, string> {
  return typeof cell === "string" ? { text: clean(cell) } : { ...cell, text: clean(cell.text) };
}

/** Narrows the widest flexible column, one step at a time, until the line fits or every column has the least width. */
function shrink(widths: number[], columns: readonly Column[], width: number): void {
  let excess = widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1)) - width;
  while (excess > 0) {
    let widest = -1;
    columns.forEach(({ flexible }, index) => {
      if (flexible && widths[index]! > SMALLEST_COLUMNS && (widest < 0 || widths[index]! > widths[widest]!)) widest = index;
    });
    if (widest < 0) return;
    widths[widest]! -= 1;
    excess -= 1;
  }
}
