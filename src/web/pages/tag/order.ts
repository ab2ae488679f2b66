/** The order of a definition's keys, because the store does not keep it. Unknown keys come last, by name. */
const ORDER = `
  code kind name zh en group color icon owner state review sensitivity criteria purpose unit value
  rule values default all any not event attribute tag metric segment measure where within since until
  between is age in has for
`.match(/\w+/g)!;

/** The tree with its keys in the usual order. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
}

function place(key: string): number {
  const index = ORDER.indexOf(key);
  return index < 0 ? ORDER.length : index;
}
