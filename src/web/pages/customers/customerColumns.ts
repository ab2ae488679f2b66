/** Columns of the customers' table, without the name, which is always first. Other columns have keys such as `attribute.city`. */
export const USUAL = ["tags", "identities", "seen"];

/** Moves the column at `from` to `to`. */
export function moved(keys: readonly string[], from: number, to: number): string[] {
  const rest = keys.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, keys[from]!);
}

/** The chosen columns that still exist, in their order. */
export function chosenOf(kept: readonly string[] | null, known: ReadonlySet<string>): string[] {
  return (kept ?? USUAL).filter((key) => known.has(key));
}
