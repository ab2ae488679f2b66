import fc from "fast-check";
import { expect, test } from "vitest";
import { partition, type PartitionInput } from "./partition.ts";

const byNumber = (a: number, b: number) => a - b;

function split(input: Partial<PartitionInput> & Pick<PartitionInput, "entries">) {
  const keys = Math.max(-1, ...input.entries.flat()) + 1;
  return partition({ keys, owner: () => 0, byTrust: byNumber, ...input });
}

/** Entries by the part they ended in, whatever its name. */
function groups(entries: readonly (readonly number[])[], parts: ReturnType<typeof partition>): string[] {
  const members = new Map<number, Set<string>>();
  for (const [index, entry] of entries.entries()) {
    const part = parts.partOf(index);
    members.set(part, (members.get(part) ?? new Set()).add(JSON.stringify(entry)));
  }
  return [...members.values()].map((set) => [...set].toSorted().join(" ")).toSorted();
}

test("entries that share a key, even through others, are one customer", () => {
  const parts = split({ entries: [[0, 1], [2, 3], [3, 1], [4]] });
  expect(parts.partOf(0)).toBe(parts.partOf(1));
  expect(parts.partOf(3)).not.toBe(parts.partOf(0));
  expect(parts.clashes).toEqual([]);
});

test("an entry whose keys point at two customers counts for the more trusted and joins nothing", () => {
  const owners = [11, 22];
  const parts = split({ entries: [[1, 0]], owner: (key) => owners[key]! });
  expect(parts.customerOf(parts.partOf(0))).toBe(11);
  expect(parts.customerOf(parts.partOfKey(1))).toBe(22);
  expect(parts.clashes).toEqual([{ entry: 0, key: 1, kept: 11, other: 22 }]);
});

test("a new key is attached to the customer the entry already has", () => {
  const parts = split({ entries: [[2, 5], [5]], owner: (key) => (key === 5 ? 7 : 0) });
  expect(parts.customerOf(parts.partOfKey(2))).toBe(7);
  expect(parts.partOf(0)).toBe(parts.partOf(1));
});

const anyEntries = fc.array(fc.uniqueArray(fc.nat(14), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 25 });
const anyOwners = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3), { minLength: 15, maxLength: 15 });

test("the parts do not depend on the order of entries nor of keys in them, with or without clashes", () => {
  fc.assert(
    fc.property(anyEntries, anyOwners, fc.infiniteStream(fc.nat()), (entries, owners, random) => {
      const owner = (key: number) => owners[key]!;
      const order = (list: readonly number[]) =>
        list
          .map((value) => ({ value, at: random.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ value }) => value);
      const places = order(entries.map((_, index) => index));
      const shuffled = places.map((place) => order(entries[place]!));
      const sorted = (list: readonly (readonly number[])[]) => list.map((entry) => entry.toSorted(byNumber));
      const a = partition({ keys: 15, entries, owner, byTrust: byNumber });
      const b = partition({ keys: 15, entries: shuffled, owner, byTrust: byNumber });
      expect(groups(sorted(shuffled), b)).toEqual(groups(sorted(entries), a));
      for (const [index, place] of places.entries()) expect(b.customerOf(b.partOf(index))).toBe(a.customerOf(a.partOf(place)));
    }),
    { numRuns: 2_000 },
  );
});

test("no part ever holds two customers that were there before", () => {
  fc.assert(
    fc.property(anyEntries, anyOwners, (entries, owners) => {
      const parts = partition({ keys: 15, entries, owner: (key) => owners[key]!, byTrust: byNumber });
      for (const [key, owner] of owners.entries()) if (owner !== 0) expect(parts.customerOf(parts.partOfKey(key))).toBe(owner);
    }),
    { numRuns: 2_000 },
  );
});
