import { columnOf } from "./merges.ts";
import { truncated, unpack } from "./zip.ts";
import { unescapeText, type Archive, type Workbook } from "./workbook.ts";
import { readXml } from "./xml.ts";

/** One row of a sheet: its number, and its cells as texts (`""` if empty). The array is reused for the next row. */
export type TakeRow = (row: number, cells: string[]) => void;

/** Most columns of a sheet. Excel's own limit is 16,384. */
const MAX_COLUMNS = 16_384;

/**
 * Reads a sheet row by row. `after` is awaited between pieces, so that a slow consumer can keep up. `points` receives the columns, from 1,
 * that contain decimals.
 */
export async function readSheet(
  archive: Archive,
  workbook: Workbook,
  path: string,
  take: TakeRow,
  after: () => Promise<void>,
  points?: Set<number>,
): Promise<void> {
  const entry = archive.entries.get(path);
  if (!entry) throw truncated(archive.file);
  const cells: string[] = [];
  let row = 0;
  let column = 0;
  let type = "n";
  let style = -1;
  let text = "";
  let collecting = false;
  let inCell = false;
  await readXml(
    unpack(archive.file, entry, archive.limits),
    {
      open(name, attributes) {
        switch (name) {
          case "row":
            row = attributes["r"] === undefined ? row + 1 : Number(attributes["r"]);
            cells.length = 0;
            column = 0;
            break;
          case "c":
            column = attributes["r"] === undefined ? column + 1 : columnOf(attributes["r"]);
            type = attributes["t"] ?? "n";
            style = attributes["s"] === undefined ? -1 : Number(attributes["s"]);
            text = "";
            inCell = true;
            break;
          case "v":
          case "t":
            collecting = inCell;
            break;
          case "rPh":
            inCell = false;
            break;
        }
      },
      text(piece) {
        if (collecting) text += piece;
      },
      close(name) {
        switch (name) {
          case "v":
          case "t":
            collecting = false;
            break;
          case "rPh":
            inCell = true;
            break;
          case "c":
            inCell = false;
            if (text !== "" && column <= MAX_COLUMNS) {
              while (cells.length < column) cells.push("");
              cells[column - 1] = cellText(workbook, type, style, text);
              if (type === "n" && text.includes(".")) points?.add(column);
            }
            break;
          case "row":
            take(row, cells);
            break;
        }
      },
    },
    after,
  );
}

function cellText(workbook: Workbook, type: string, style: number, text: string): string {
  switch (type) {
    case "s":
      return workbook.strings[Number(text)] ?? "";
    case "b":
      return text === "1" ? "true" : "false";
    case "str":
    case "inlineStr":
    case "e":
      return unescapeText(text);
    case "d":
      return text;
    default: {
      const value = Number(text);
      if (!Number.isFinite(value)) return text;
      // Excel writes 2.55 as 2.5499999999999998. The shortest text of the same double is what the person typed.
      const kind = style < 0 ? "number" : (workbook.dates[style] ?? "number");
      return kind === "number" ? String(value) : dateText(value, kind, workbook.from1904);
    }
  }
}

const DAY_MILLISECONDS = 86_400_000;
/** Days from Excel's day 0, 30 December 1899, to 1970. */
const EPOCH_DAYS = 25_569;
/** Excel counts a 29 February 1900 that never was. Days before it are shifted by one. */
const LEAP_BUG_DAYS = 60;
const OFFSET_1904_DAYS = 1_462;

/** A day number as local clock time: `2024-01-31`, `2024-01-31 08:30:00`, with milliseconds if there are any. */
export function dateText(value: number, kind: "date" | "clock", from1904: boolean): string {
  const days = from1904 ? value + OFFSET_1904_DAYS : value < LEAP_BUG_DAYS ? value + 1 : value;
  const milliseconds = Math.round((days - EPOCH_DAYS) * DAY_MILLISECONDS);
  const instant = new Date(milliseconds);
  if (Number.isNaN(instant.getTime()) || value < 0) return String(value);
  const [date, clock] = instant.toISOString().slice(0, -1).split("T") as [string, string];
  const time = clock.endsWith(".000") ? clock.slice(0, 8) : clock;
  if (kind === "clock" && value < 1) return time;
  return time === "00:00:00" ? date : `${date} ${time}`;
}
