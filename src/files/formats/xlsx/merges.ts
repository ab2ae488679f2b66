import type { Archive } from "./workbook.ts";
import { truncated, unpack } from "./zip.ts";

/** A range of merged cells: rows and columns from 1. Only its first cell has a value. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Most ranges in a sheet. More are not a table that a person made. */
const MAX_MERGES = 200_000;
const CARRY_BYTES = 256;
const RANGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;

/**
 * The merged ranges of a sheet, by first row. They stand after all rows in the XML, so the sheet is unpacked once only for them. Searching
 * the bytes takes a tenth of parsing the cells.
 */
export async function mergesOf(archive: Archive, path: string): Promise<Merge[]> {
  const entry = archive.entries.get(path);
  if (!entry) throw truncated(archive.file);
  const merges = new Map<string, Merge>();
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of unpack(archive.file, entry, archive.limits)) {
    const piece = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    if (piece.includes("mergeCell"))
      for (const [, left, top, right, bottom] of piece.toString("latin1").matchAll(RANGE)) {
        if (merges.size === MAX_MERGES) break;
        const merge = { top: Number(top), left: columnOf(left!), bottom: Number(bottom), right: columnOf(right!) };
        merges.set(`${left}${top}`, merge);
      }
    carry = Buffer.from(piece.subarray(-CARRY_BYTES));
  }
  return [...merges.values()].toSorted((a, b) => a.top - b.top);
}

/** `AB12` → 28. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column;
}

/**
 * Copies the value of a merged range into each of its rows, in the range's first column: three rows next to one name are three rows of that
 * person. Rows must arrive in order. A value merged across columns stays in the first column, else an amount would count twice.
 */
export function mergeFiller(merges: readonly Merge[]): (row: number, cells: string[]) => void {
  const tall = merges.filter(({ top, bottom }) => bottom > top);
  let next = 0;
  let open: { readonly merge: Merge; readonly value: string }[] = [];
  return (row, cells) => {
    if (open.length > 0) {
      open = open.filter(({ merge }) => merge.bottom >= row);
      // A row without its own cells is not a row, even inside a merged range.
      if (cells.some((cell) => cell !== ""))
        for (const { merge, value } of open) {
          while (cells.length < merge.left) cells.push("");
          if (cells[merge.left - 1] === "") cells[merge.left - 1] = value;
        }
    }
    for (; next < tall.length && tall[next]!.top <= row; next++) {
      const merge = tall[next]!;
      const value = merge.top === row ? (cells[merge.left - 1] ?? "") : "";
      if (value !== "") open.push({ merge, value });
    }
  };
}
