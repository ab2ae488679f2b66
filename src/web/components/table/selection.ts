/** The selected rows of a table, by key. */
export type Selected = ReadonlySet<string>;

/**
 * The selection after a click on a row's checkbox. With `from`, the row clicked before, all rows between the two get the same state as
 * the clicked one.
 */
export function toggled(selected: Selected, keys: readonly string[], key: string, from: string | null): Selected {
  const next = new Set(selected);
  const on = !selected.has(key);
  const [a, b] = [keys.indexOf(from ?? key), keys.indexOf(key)];
  const range = a < 0 || b < 0 ? [key] : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
  for (const one of range) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return next;
}
