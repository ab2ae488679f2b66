import { expect, test } from "vitest";
import type { Assignment } from "../membership/index.ts";
import { exclusiveTags, type TagRecord, type TagSet } from "../tags/index.ts";
import { resolveExclusive } from "./exclusive.ts";

const tag = (id: number, groupId: number | null, kind = "static") => ({ id, code: `t${id}`, kind, groupId }) as TagRecord;
const [gold, silver, bronze, rule, free] = [tag(1, 9), tag(2, 9), tag(3, 9), tag(4, 9, "rule"), tag(5, 8)];

function setOf(exclusive: "none" | "newer" | "higher"): TagSet {
  const tags = new Map([gold, silver, bronze, rule, free].map((one) => [one.code, one]));
  const groups = new Map([
    [9, { id: 9, exclusive }],
    [8, { id: 8, exclusive: "none" }],
  ]);
  return { tags, groups } as unknown as TagSet;
}
const add = (...customers: readonly number[]): Assignment[] =>
  customers.map((customer) => ({ customer, direction: "in", reason: "活动", until: 9 }));
const held = (...pairs: readonly (readonly [number, TagRecord])[]) => pairs.map(([customer, { id }]) => ({ customer, tag: id, value: "" }));
const came = (set: TagSet, of: TagRecord, assignments: readonly Assignment[], has: ReturnType<typeof held>) => {
  const { own, kept, replaced } = resolveExclusive(exclusiveTags(set, of), of, assignments, has);
  return {
    own: own.map(({ customer }) => customer),
    kept: [...kept],
    replaced: replaced.map((other) => [other.tag.code, ...other.assignments.map(({ customer }) => customer)]),
  };
};

test("only static tags of the group itself exclude each other", () => {
  expect(exclusiveTags(setOf("newer"), gold)!.tags.map(({ code }) => code)).toEqual(["t1", "t2", "t3"]);
  expect([exclusiveTags(setOf("none"), gold), exclusiveTags(setOf("newer"), free)]).toEqual([null, null]);
});

test("where the newer wins, the others go, with the same reason and no end", () => {
  const has = held([1, gold], [2, bronze], [2, silver]);
  expect(came(setOf("newer"), silver, add(1, 2, 3), has)).toEqual({
    own: [1, 2, 3],
    kept: [],
    replaced: [
      ["t1", 1],
      ["t3", 2],
    ],
  });
  const { replaced } = resolveExclusive(exclusiveTags(setOf("newer"), silver), silver, add(1), has);
  expect(replaced[0]!.assignments[0]).toEqual({ customer: 1, direction: "out", reason: "活动", until: null });
});

test("where the higher wins, it stays and the lower goes", () => {
  const has = held([1, gold], [2, bronze]);
  expect(came(setOf("higher"), silver, add(1, 2, 3), has)).toEqual({ own: [2, 3], kept: [1], replaced: [["t3", 2]] });
});

test("a removal takes nothing else off, and without an exclusive group nothing changes", () => {
  const out: Assignment[] = [{ customer: 1, direction: "out", reason: null, until: null }];
  expect(came(setOf("higher"), silver, out, held([1, gold]))).toEqual({ own: [1], kept: [], replaced: [] });
  expect(came(setOf("none"), silver, add(1), held([1, gold]))).toEqual({ own: [1], kept: [], replaced: [] });
});
