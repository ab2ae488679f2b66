/** The height of all rows in pixels, at most 17 rows. */
export function heightOf(rows: readonly unknown[] | undefined): number {
  return 36 + 36 * Math.min(17, Math.max(4, rows?.length ?? 4));
}
