import type { CellKind } from "./types.ts";

/** The width of a column for its heading; a Chinese character is two characters wide. */
export function widthOf(heading: string, kind: CellKind): number {
  const wide = [...heading].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
  return Math.min(40, Math.max(kind === "time" ? 20 : 12, wide + 4));
}
