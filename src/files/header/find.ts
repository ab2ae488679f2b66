import { platformHeaded } from "../../kernel/index.ts";
import { EVENT, EVENT_ID, PROPERTIES, TAGS, TIME } from "./vocabulary.ts";

/** Rows at the beginning in which the header is looked for. */
export const HEADER_ROWS = 30;

type Row = readonly string[];

/**
 * The index of the header row. Empty rows, a title and notes (导出时间：…) may stand above it: rows with few cells. The header's cells all
 * differ, and its columns contain other things below. In doubt it is the first row. `wanted` are names from a mapping: if another row
 * contains more of them, that row is the header.
 */
export function findHeader(rows: readonly Row[], wanted: readonly string[] = []): number {
  const looked = rows.slice(0, HEADER_ROWS).map((row) => row.map((cell) => cell.trim()));
  const likely = likelyHeader(looked);
  if (wanted.length === 0) return likely;
  const names = new Set(wanted);
  const has = (index: number): number => looked[index]?.filter((cell) => names.has(cell)).length ?? 0;
  return looked.reduce((best, _, index) => (has(index) > has(best) ? index : best), likely);
}

function likelyHeader(rows: readonly Row[]): number {
  const counts = rows.map(filled);
  const width = Math.max(0, ...counts);
  const first = Math.max(
    0,
    counts.findIndex((count) => count > 0),
  );
  let at = first;
  for (;;) {
    const next = rows.findIndex((row, index) => index > at && counts[index]! > width / 2 && counts[index]! >= counts[at]! && isNames(row));
    if (next < 0 || !standsAbove(rows, at, next, width)) return at;
    at = rows.findIndex((_, index) => index > at && counts[index]! > 0);
    if (at === next) return next;
  }
}

/** Whether row `at` is a title or a note above the header `next`. */
function standsAbove(rows: readonly Row[], at: number, next: number, width: number): boolean {
  const row = rows[at]!;
  const count = filled(row);
  const sure = hasCommonName(rows[next]!) || contrasts(rows, next);
  if (count <= 1) return width > 1 && (sure || (width > 2 && isTable(rows.slice(next))) || row.some((cell) => TITLE.test(cell)));
  // Years above columns are names too. A note has its value in the next cell.
  if (isNote(row)) return sure;
  return count <= width / 2 && contrasts(rows, next) && !contrasts(rows, at);
}

const TITLE = /导出|报表|明细|名单|列表|统计|汇总|一览|信息表|report|export|list of|summary/i;
const NOTE =
  /[:：]\s*$|^(导出|制表|打印|统计|生成|查询|报表|下载|截止|数据)\S{0,4}(时间|日期|人|期间|范围|单位)|^(exported|printed|generated|created|period|from)\b/i;
const VALUE =
  /^[￥¥$€]?[+-]?[\d,]+(\.\d+)?[%万元]?$|^\d{4}[-/.年]\d{1,2}|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|^\+?[\d -]{7,}$|^[^@\s]+@[^@\s]+\.\w+$/;

function isNote(row: Row): boolean {
  return row.some((cell) => NOTE.test(cell)) && row.some((cell) => /[:：]/.test(cell) || VALUE.test(cell));
}

/** Rows of equal length. They are not sentences split at commas. */
function isTable(rows: readonly Row[]): boolean {
  return rows.length > 1 && rows.filter(({ length }) => length === rows[0]!.length).length >= 0.8 * rows.length;
}

/** The cells differ, and none is a value. */
function isNames(row: Row): boolean {
  const cells = row.filter((cell) => cell !== "");
  return new Set(cells).size === cells.length && cells.every((cell) => cell.length <= 60 && !VALUE.test(cell));
}

/** A column name that is common in files of customers and orders. */
function hasCommonName(row: Row): boolean {
  return row.some(
    (cell) =>
      cell !== "" &&
      (platformHeaded(cell) !== undefined ||
        [EVENT, EVENT_ID, TAGS, TIME].some(({ pattern }) => pattern.test(cell)) ||
        PROPERTIES.some(([pattern]) => pattern.test(cell)) ||
        /^(?:identity|attribute|tag)\.|姓名|^name$/i.test(cell)),
  );
}

const BELOW_ROWS = 10;

/** Numbers, days or phones below a cell show that the cell is a name. */
function contrasts(rows: readonly Row[], at: number): boolean {
  const below = rows.slice(at + 1, at + 1 + BELOW_ROWS);
  return rows[at]!.some((cell, column) => {
    if (cell === "" || VALUE.test(cell)) return false;
    const values = below.flatMap((row) => row[column] || []);
    return values.length > 0 && values.filter((value) => VALUE.test(value)).length >= 0.8 * values.length;
  });
}

function filled(row: Row): number {
  return row.reduce((sum, cell) => (cell === "" ? sum : sum + 1), 0);
}
