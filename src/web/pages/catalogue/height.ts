/** All rows up to what a screen holds, in pixels. */
export function heightOf(rows: readonly unknown[] | undefined): number {
  return 36 + 36 * Math.min(17, Math.max(4, rows?.length ?? 4));
}
