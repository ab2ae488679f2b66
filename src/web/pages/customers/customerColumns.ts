/** Columns of the customers' table besides the name, which always stands first. `attribute.city`, `tag.lifecycle` name the rest. */
export const USUAL = ["tags", "identities", "seen"];

/** Moves the column at `from` so that it stands at `to`. */
export function moved(keys: readonly string[], from: number, to: number): string[] {
  const rest = keys.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, keys[from]!);
}

/** The chosen columns that exist (a column may be gone), in their order. */
export function chosenOf(kept: readonly string[] | null, known: ReadonlySet<string>): string[] {
  return (kept ?? USUAL).filter((key) => known.has(key));
}
