import { expect, test } from "vitest";
import type { TagSummary } from "../../../contract/index.ts";
import { groupAndBelow } from "../../components/tagGroups.ts";
import { aGroup, aTag } from "./testTree.ts";
import { passes, treeOf } from "./tree.ts";

const groups = [aGroup(2, "价值", null), aGroup(7, "等级", 2), aGroup(3, "行为", null), aGroup(4, "空", null)];

function tag(code: string, groupId: number | null, more: Partial<TagSummary> = {}): TagSummary {
  return aTag(code, groupId, { group: groupId === null ? [] : [groups.find(({ id }) => id === groupId)!.name], ...more });
}

const tags = [tag("a", 7), tag("b", 2), tag("c", 3), tag("d", 7), tag("e", null)];

test("tags come before the groups of their group, counts include what is below", () => {
  const shown = treeOf(tags, groups, new Set(), false).map(
    (line) => `${line.level} ${line.kind === "tag" ? line.tag.code : `${line.group.name.zh}:${line.tags}`}`,
  );
  expect(shown).toEqual(["1 e", "1 价值:3", "2 b", "2 等级:2", "3 a", "3 d", "1 行为:1", "2 c"]);
});

test("below a folded group nothing is shown, and its count stays", () => {
  const shown = treeOf(tags, groups, new Set([2]), false).map((line) => line.key);
  expect(shown).toEqual(["e", "/2", "/3", "c"]);
});

test("a group without tags is a line where nothing is filtered", () => {
  expect(treeOf(tags, groups, new Set(), true).at(-1)?.key).toBe("/4");
});

test("a filter on a group takes what is below it, at any depth", () => {
  expect(tags.filter((one) => passes(one, {}, groupAndBelow(groups, 2))).map(({ code }) => code)).toEqual(["a", "b", "d"]);
});

test("retired tags show only when asked for; failing is asked of the last evaluation", () => {
  const retired = tag("r", null, { state: "retired" });
  expect([passes(retired, {}, null), passes(retired, { state: "retired" }, null)]).toEqual([false, true]);
  const failing = tag("f", null, { failure: { at: "2026-01-01T00:00:00Z", code: "X", zh: "", en: "" } });
  expect([passes(failing, { state: "failing" }, null), passes(tags[0]!, { state: "failing" }, null)]).toEqual([true, false]);
});

test("text finds names in both languages, codes and groups", () => {
  expect(tags.filter((one) => passes(one, { q: "名A" }, null)).map(({ code }) => code)).toEqual(["a"]);
  expect(tags.filter((one) => passes(one, { q: "等级" }, null)).map(({ code }) => code)).toEqual(["a", "d"]);
});
