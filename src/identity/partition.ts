/** Keys that belong to one customer because entries carry them together. Keys are indexes; entries list theirs. Pure. */
export interface PartitionInput {
  readonly keys: number;
  readonly entries: readonly (readonly number[])[];
  /** The customer a key already points at; 0 when it is new. */
  readonly owner: (key: number) => number;
  /** Sorts keys from the most trusted down, the same way whatever the order of arrival. */
  readonly byTrust: (a: number, b: number) => number;
}

/** An entry whose keys point at two customers. It counts for `kept`, the one of the more trusted key; nothing is merged. */
export interface Clash {
  readonly entry: number;
  readonly key: number;
  readonly kept: number;
  readonly other: number;
}

export interface Partition {
  /** One of the keys of the part an entry belongs to; equal for entries of one part. */
  readonly partOf: (entry: number) => number;
  /** The part a key belongs to. */
  readonly partOfKey: (key: number) => number;
  /** The existing customer of a part; 0 when the part is a new customer. */
  readonly customerOf: (part: number) => number;
  readonly clashes: readonly Clash[];
}

/**
 * Joins keys that come together, without ever joining two existing customers. The result depends on what the entries say, not on
 * their order. Every entry has at least one key.
 */
export function partition(input: PartitionInput): Partition {
  const { keys, entries, owner } = input;
  const whole = unionFind(keys, owner);
  for (const entry of entries) for (let index = 1; index < entry.length; index++) whole.join(entry[0]!, entry[index]!);
  // Parts that hold two existing customers are rare: only their entries are taken again, in the order of trust.
  if (whole.torn.size === 0) return result(input, whole, []);
  const torn = new Set([...whole.torn].map((key) => whole.root(key)));
  const careful = unionFind(keys, owner);
  const doubtful: number[] = [];
  for (const [index, entry] of entries.entries()) {
    if (torn.has(whole.root(entry[0]!))) doubtful.push(index);
    else for (let next = 1; next < entry.length; next++) careful.join(entry[0]!, entry[next]!);
  }
  return result(input, careful, joinByTrust(input, careful, doubtful));
}

function joinByTrust({ entries, byTrust }: PartitionInput, sets: UnionFind, doubtful: readonly number[]): Clash[] {
  const sorted = doubtful.map((entry) => ({ entry, keys: entries[entry]!.toSorted(byTrust) }));
  sorted.sort((a, b) => compareAll(a.keys, b.keys, byTrust) || a.entry - b.entry);
  const clashes: Clash[] = [];
  for (const { entry, keys } of sorted) {
    for (const key of keys.slice(1)) {
      const kept = sets.customer(keys[0]!);
      const other = sets.customer(key);
      if (kept !== 0 && other !== 0 && kept !== other) clashes.push({ entry, key, kept, other });
      else sets.join(keys[0]!, key);
    }
  }
  return clashes;
}

function compareAll(a: readonly number[], b: readonly number[], compare: (a: number, b: number) => number): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compare(a[index]!, b[index]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function result({ entries, byTrust }: PartitionInput, sets: UnionFind, clashes: readonly Clash[]): Partition {
  const anchors = new Map(clashes.map(({ entry }) => [entry, entries[entry]!.toSorted(byTrust)[0]!]));
  return {
    partOf: (entry) => sets.root(anchors.get(entry) ?? entries[entry]![0]!),
    partOfKey: (key) => sets.root(key),
    customerOf: (part) => sets.customer(part),
    clashes,
  };
}

interface UnionFind {
  root(key: number): number;
  join(a: number, b: number): void;
  /** The existing customer of a key's part, or 0. */
  customer(key: number): number;
  /** Keys at which two existing customers were joined. */
  readonly torn: Set<number>;
}

function unionFind(size: number, owner: (key: number) => number): UnionFind {
  const parent = Uint32Array.from({ length: size }, (_, index) => index);
  const customers = Uint32Array.from({ length: size }, (_, index) => owner(index));
  const torn = new Set<number>();
  // Keys that already point at one customer are one part, whether or not an entry says so again.
  const first = new Map<number, number>();
  for (let key = 0; key < size; key++) {
    const customer = customers[key]!;
    if (customer === 0) continue;
    const known = first.get(customer);
    if (known === undefined) first.set(customer, key);
    else parent[key] = known;
  }
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
    torn,
    customer: (key) => customers[root(key)]!,
    join: (a, b) => {
      const one = root(a);
      const two = root(b);
      if (one === two) return;
      if (customers[one] !== 0 && customers[two] !== 0) torn.add(one);
      parent[two] = one;
      if (customers[one] === 0) customers[one] = customers[two]!;
    },
  };
}
