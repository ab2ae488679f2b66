import { problem, type Text } from "../../../kernel/index.ts";
import { columnNames } from "../../cells.ts";
import { findHeader, HEADER_ROWS } from "../../header/find.ts";
import type { HeaderFound, Reading } from "../../stagedFile.ts";
import { groupNames } from "./groups.ts";
import { mergeFiller, mergesOf, type Merge } from "./merges.ts";
import { readSheet } from "./sheet.ts";
import type { Archive, Workbook } from "./workbook.ts";
import { readable } from "./readable.ts";

export type HowToReadSheet = Partial<Pick<Reading, "columns" | "skipRows" | "merged" | "wanted">>;

/** The header of a sheet. */
export interface SheetTable {
  readonly names: readonly string[];
  readonly header: HeaderFound | undefined;
  readonly merged: MergedCells | undefined;
}

/** Merged ranges in the data rows. */
export interface MergedCells {
  readonly ranges: number;
  readonly columns: readonly string[];
}

/** One data row. The array is reused for the next row. */
export type TakeCells = (row: number, cells: readonly string[], table: SheetTable) => void;

export interface SheetReading {
  readonly archive: Archive;
  readonly workbook: Workbook;
  readonly path: string;
  readonly how: HowToReadSheet;
  /** Receives the columns, from 1, that contain decimals. */
  readonly points?: Set<number>;
}

/** Reads a sheet as a table: finds its header, fills merged cells, and passes on the data rows one by one. @throws FILE_EMPTY */
export function readTable(reading: SheetReading, take: TakeCells, after: () => Promise<void>): Promise<SheetTable> {
  return readable(reading.archive.file, () => readRows(reading, take, after));
}

async function readRows(
  { archive, workbook, path, how, points }: SheetReading,
  take: TakeCells,
  after: () => Promise<void>,
): Promise<SheetTable> {
  const { columns, skipRows = 0 } = how;
  const merges = await mergesOf(archive, path);
  const fill = how.merged === "first" ? () => undefined : mergeFiller(merges);
  const file = archive.file.name;
  let table: SheetTable | undefined = columns && { names: columnNames(file, columns), header: undefined, merged: undefined };
  if (table && merges.length > 0) table = { ...table, merged: mergedIn(merges, skipRows, table.names) };
  let waiting: [number: number, cells: string[]][] = [];
  const begin = (): void => {
    const { at, ...found } = headerOf(waiting, merges, how, file);
    table = found;
    const rows = waiting.slice(at + 1);
    waiting = [];
    for (const [number, cells] of rows) take(number, cells, table);
  };
  await readSheet(
    archive,
    workbook,
    path,
    (number, cells) => {
      fill(number, cells);
      if (number <= skipRows || cells.every((cell) => cell === "")) return;
      if (table) return take(number, cells, table);
      waiting.push([number, [...cells]]);
      if (waiting.length > HEADER_ROWS) begin();
    },
    after,
    points,
  );
  if (!table) {
    if (waiting.length === 0) throw problem("FILE_EMPTY", { file });
    begin();
  }
  return table!;
}

function headerOf(
  rows: readonly (readonly [number: number, cells: readonly string[]])[],
  merges: readonly Merge[],
  { skipRows, wanted }: HowToReadSheet,
  file: string,
): SheetTable & { readonly at: number } {
  const found =
    skipRows === undefined
      ? findHeader(
          rows.map(([, cells]) => cells),
          wanted,
        )
      : 0;
  const grouped = skipRows === undefined ? groupNames(rows[found]!, rows[found + 1], merges) : undefined;
  const at = grouped ? found + 1 : found;
  const [row, cells] = rows[at]!;
  const names = columnNames(file, grouped ?? cells);
  const above = rows.slice(0, found).map(([, each]) => each.filter((cell) => cell.trim() !== "").join(" "));
  return { at, names, header: { row, above }, merged: mergedIn(merges, row, names) };
}

/** Merged ranges that reach below the header, and their columns. */
function mergedIn(merges: readonly Merge[], header: number, names: readonly string[]): MergedCells | undefined {
  const below = merges.filter(({ bottom, left }) => bottom > header && left <= names.length);
  const columns = names.filter((_, index) => below.some(({ left, right }) => left <= index + 1 && index + 1 <= right));
  return below.length === 0 ? undefined : { ranges: below.length, columns };
}

export function mergedWarnings(merged: MergedCells | undefined, how: Reading["merged"]): Text[] {
  if (!merged) return [];
  const { ranges, columns } = merged;
  const filled = how !== "first";
  return [
    {
      zh: `有 ${ranges} 处合并单元格（列：${columns.join("、")}）；${filled ? "上下合并的值已填到每一行" : "合并的值只在第一行"}。`,
      en: `There ${ranges === 1 ? "is 1 range" : `are ${ranges} ranges`} of merged cells (columns: ${columns.join(", ")}); ${filled ? "every row of a range got its value" : "only the first row has the value"}.`,
    },
  ];
}
