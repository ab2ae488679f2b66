/** Disjoint sets of the numbers below `size`. */
export interface Sets {
  root(key: number): number;
  /** Joins two sets and returns the root of the result. */
  join(a: number, b: number): number;
}

export function disjointSets(size: number): Sets {
  const parent = new Uint32Array(size);
  for (let key = 0; key < size; key++) parent[key] = key;
  const root = (key: number): number => {
    let at = key;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    root,
    join(a, b) {
      const [one, two] = [root(a), root(b)];
      if (one === two) return one;
      // The smaller number becomes the root, so the root does not depend on the order of joins.
      const [low, high] = one < two ? [one, two] : [two, one];
      parent[high] = low;
      return low;
    },
  };
}
