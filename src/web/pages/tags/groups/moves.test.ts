import { expect, test } from "vitest";
import { aGroup, aTag } from "../testTree.ts";
import type { TreeLine } from "../tree.ts";
import { dropOn, stepOf, type Moving, type Part, type Step } from "./moves.ts";

// 价值 (2): b · 等级 (7): a, d · 行为 (3): c · 空 (4); e has no group
const groups = [aGroup(2, "价值", null), aGroup(7, "等级", 2), aGroup(3, "行为", null), aGroup(4, "空", null)];
const tags = [aTag("e", null), aTag("b", 2), aTag("a", 7), aTag("d", 7), aTag("c", 3)];
const tree = { tags, groups };

const onTag = (code: string): TreeLine => ({ kind: "tag", key: code, tag: tags.find((tag) => tag.code === code)!, level: 1 });
const onGroup = (id: number): TreeLine => ({
  kind: "group",
  key: `/${id}`,
  group: groups.find((group) => group.id === id)!,
  level: 1,
  tags: 0,
  folded: false,
});
const drop = (moving: Moving, line: TreeLine, part: Part) => {
  const move = dropOn(tree, moving, line, part);
  return move && [move.group, move.before];
};
const step = (line: TreeLine, way: Step) => {
  const move = stepOf(tree, line, way);
  return move && [move.group, move.before];
};

test("tags dropped on a group go to its end, on a tag before or behind it", () => {
  const moving: Moving = { kind: "tags", codes: ["c"] };
  expect(drop(moving, onGroup(7), "above")).toEqual([7, null]);
  expect(drop(moving, onTag("d"), "above")).toEqual([7, "d"]);
  expect(drop(moving, onTag("a"), "below")).toEqual([7, "d"]);
  expect(drop(moving, onTag("d"), "below")).toEqual([7, null]);
});

test("a tag dropped behind one that moves too stands where both were", () => {
  expect(drop({ kind: "tags", codes: ["a", "c"] }, onTag("d"), "above")).toEqual([7, "d"]);
});

test("a group dropped on another goes under it, on an edge before or behind it", () => {
  const moving: Moving = { kind: "group", id: 3 };
  expect(drop(moving, onGroup(2), "on")).toEqual([2, null]);
  expect(drop(moving, onGroup(2), "above")).toEqual([null, "2"]);
  expect(drop(moving, onGroup(2), "below")).toEqual([null, "4"]);
  expect(drop(moving, onTag("a"), "on")).toEqual([7, null]);
});

test("a group cannot be dropped on itself or below itself", () => {
  const moving: Moving = { kind: "group", id: 2 };
  expect(drop(moving, onGroup(2), "on")).toBeNull();
  expect(drop(moving, onGroup(7), "above")).toBeNull();
  expect(drop(moving, onTag("d"), "below")).toBeNull();
});

test("by the keyboard a group changes its place, goes under the one before it and out again", () => {
  expect(step(onGroup(3), "up")).toEqual([null, "2"]);
  expect(step(onGroup(2), "down")).toEqual([null, "4"]);
  expect(step(onGroup(3), "down")).toEqual([null, null]);
  expect(step(onGroup(3), "in")).toEqual([2, null]);
  expect(step(onGroup(7), "out")).toEqual([null, "3"]);
  expect([step(onGroup(2), "up"), step(onGroup(4), "down"), step(onGroup(2), "in"), step(onGroup(2), "out")]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("by the keyboard a tag reaches every group", () => {
  expect(step(onTag("a"), "down")).toEqual([7, null]);
  expect(step(onTag("d"), "up")).toEqual([7, "a"]);
  expect(step(onTag("d"), "down")).toEqual([3, "c"]);
  expect(step(onTag("a"), "up")).toEqual([2, null]);
  expect(step(onTag("b"), "up")).toEqual([null, null]);
  expect(step(onTag("e"), "up")).toBeNull();
  expect(step(onTag("c"), "down")).toEqual([4, null]);
  expect(step(onTag("b"), "in")).toEqual([7, null]);
  expect(step(onTag("a"), "out")).toEqual([2, null]);
});
