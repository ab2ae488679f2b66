import { expect, test } from "vitest";
import { faultIn } from "./fault.ts";

test("the column counts characters, not UTF-16 units, and the underline covers the word found", () => {
  expect(faultIn("𠮷客户 且 没有这个", { column: 7, name: "没有这个" })).toEqual({ before: "𠮷客户 且 ", wrong: "没有这个", after: "" });
});

test("an end that comes too early is underlined behind the text", () => {
  expect(faultIn("高价值 且", { column: 6, found: "" })).toEqual({ before: "高价值 且", wrong: "\u00a0\u00a0", after: "" });
});

test("a problem that names no column underlines nothing", () => {
  expect(faultIn("a", { tag: "a" })).toBeNull();
});
