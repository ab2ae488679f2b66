import type { Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";

/** A value inside nested fields: the keys that lead to it, and the name under which it is stored. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly code: string;
  readonly value: unknown;
}

/**
 * Keeps one value for each name, in any order of the keys. An outer key wins over a nested one, then a key spelled like the name over a key
 * that only means the same, then a longer key over a shorter one. A different value that loses is reported as an issue.
 */
export function oneEach(leaves: readonly Leaf[], path: string, issues: Issue[]): Record<string, unknown> {
  const chosen = new Map<string, Leaf>();
  for (const leaf of leaves) {
    const other = chosen.get(leaf.code);
    const [kept, left] = other && !before(leaf, other) ? [other, leaf] : [leaf, other];
    chosen.set(leaf.code, kept);
    if (left && JSON.stringify(left.value) !== JSON.stringify(kept.value))
      issues.push(fault("NAME_TWICE", `${path}.${left.keys.join(".")}`));
  }
  const found = Object.create(null) as Record<string, unknown>;
  for (const [code, { value }] of chosen) found[code] = value;
  return found;
}

function before(a: Leaf, b: Leaf): boolean {
  if (a.keys.length !== b.keys.length) return a.keys.length < b.keys.length;
  const own = ({ keys, code }: Leaf) => keys.join(".") === code;
  if (own(a) !== own(b)) return own(a);
  const at = a.keys.findIndex((key, index) => key.length !== b.keys[index]!.length);
  return at >= 0 ? a.keys[at]!.length > b.keys[at]!.length : a.keys.join(".") < b.keys.join(".");
}
