import { expect, test } from "vitest";
import type { TagSummary } from "../../../contract/index.ts";
import { groupsOf, passes, treeOf } from "./tree.ts";

function tag(code: string, group: string, more: Partial<TagSummary> = {}): TagSummary {
  return {
    code,
    name: { zh: `名${code}`, en: code },
    kind: "rule",
    group: group === "" ? [] : group.split("/"),
    color: "teal",
    state: "published",
    owner: null,
    sensitivity: "ordinary",
    unit: null,
    version: 1,
    members: null,
    coverage: null,
    evaluatedAt: null,
    failure: null,
    ...more,
  };
}

const tags = [tag("a", "价值/等级"), tag("b", "价值"), tag("c", "行为"), tag("d", "价值/等级"), tag("e", "")];

test("tags come before the groups of their group, groups in the order first named, counts include what is below", () => {
  const shown = treeOf(tags, new Set()).map((line) => `${line.level} ${line.kind === "tag" ? line.tag.code : `${line.name}:${line.tags}`}`);
  expect(shown).toEqual(["1 e", "1 价值:3", "2 b", "2 等级:2", "3 a", "3 d", "1 行为:1", "2 c"]);
});

test("below a folded group nothing is shown, and its count stays", () => {
  const shown = treeOf(tags, new Set(["价值"])).map((line) => line.key);
  expect(shown).toEqual(["e", "/价值", "/行为", "c"]);
});

test("groups are listed with their ancestors", () => {
  expect(groupsOf(tags)).toEqual(["价值", "价值/等级", "行为"]);
});

test("a filter on a group takes what is below it, and not a group whose name merely begins alike", () => {
  expect(tags.filter((one) => passes(one, { group: "价值" })).map(({ code }) => code)).toEqual(["a", "b", "d"]);
  expect(passes(tag("x", "价值观"), { group: "价值" })).toBe(false);
});

test("retired tags show only when asked for; failing is asked of the last evaluation", () => {
  const retired = tag("r", "", { state: "retired" });
  expect([passes(retired, {}), passes(retired, { state: "retired" })]).toEqual([false, true]);
  const failing = tag("f", "", { failure: { at: "2026-01-01T00:00:00Z", code: "X", zh: "", en: "" } });
  expect([passes(failing, { state: "failing" }), passes(tags[0]!, { state: "failing" })]).toEqual([true, false]);
});

test("text finds names in both languages, codes and groups", () => {
  expect(tags.filter((one) => passes(one, { q: "名A" })).map(({ code }) => code)).toEqual(["a"]);
  expect(tags.filter((one) => passes(one, { q: "等级" })).map(({ code }) => code)).toEqual(["a", "d"]);
});
