import { expect, test } from "vitest";
import { departmentPaths, withBelow } from "./departmentPaths.ts";

const tree = [
  { id: "1", name: "销售部", parent: null },
  { id: "2", name: "华东", parent: "1" },
  { id: "3", name: "上海", parent: "2" },
  { id: "4", name: "市场部", parent: null },
];

test("a department is named by its path from the top", () => {
  expect(departmentPaths(tree)).toEqual([
    { id: "1", label: "销售部", level: 1 },
    { id: "2", label: "销售部 / 华东", level: 2 },
    { id: "3", label: "销售部 / 华东 / 上海", level: 3 },
    { id: "4", label: "市场部", level: 1 },
  ]);
});

test("a department cannot move below itself: it and all below it are no targets", () => {
  expect([...withBelow(tree, "1")]).toEqual(["1", "2", "3"]);
  expect([...withBelow(tree, "3")]).toEqual(["3"]);
});
