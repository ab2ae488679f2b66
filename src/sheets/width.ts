import type { CellKind } from "./types.ts";

/** How wide a column should be under its heading; Chinese letters are two characters wide. */
export function widthOf(heading: string, kind: CellKind): number {
  const wide = [...heading].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
  return Math.min(40, Math.max(kind === "time" ? 20 : 12, wide + 4));
}
