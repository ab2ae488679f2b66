/** Disjoint sets of the numbers below `size`. */
export interface Sets {
  root(key: number): number;
  /** Makes one set of two and answers its root. */
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
      // By number, so that the root of a set does not depend on the order of joining.
      const [low, high] = one < two ? [one, two] : [two, one];
      parent[high] = low;
      return low;
    },
  };
}
