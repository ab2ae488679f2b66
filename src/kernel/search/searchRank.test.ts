import { expect, test } from "vitest";
import { searchNames, searchRank, type Searchable } from "./searchRank.ts";

const items: readonly Searchable[] = [
  { code: "in_group", name: { zh: "老用户", en: "Old" }, pinyin: ["lao yong hu"], group: [{ zh: "客户价值", en: "Value" }] },
  { code: "contains", name: { zh: "不是价值", en: "Not" }, pinyin: ["bu shi jia zhi"] },
  { code: "begins", name: { zh: "价值客户", en: "Valuable" }, pinyin: ["jia zhi ke hu"] },
  { code: "is", name: { zh: "价值", en: "Worth" }, aliases: ["大客户"], pinyin: ["jia zhi", "da ke hu"] },
];
const found = (typed: string) => searchNames(items, typed).map(({ code }) => code);

test("what is called so comes first, then what begins so, contains it, and is in a group that does", () => {
  expect(found("价值")).toEqual(["is", "begins", "contains", "in_group"]);
});

test("codes, aliases, both languages, any width and case, pinyin and initials find a tag", () => {
  expect(found("大客户")).toEqual(["is"]);
  expect(found("ＷＯＲＴＨ")).toEqual(["is"]);
  expect(found("in_gr")).toEqual(["in_group"]);
  expect(found("jiazhi")).toEqual(["contains", "begins", "is"]);
  expect(found("Jia Zhi K")).toEqual(["begins"]);
  expect(found("dkh")).toEqual(["is"]);
});

test("nothing typed fits everything; what fits nothing is not found", () => {
  expect(found("  ")).toHaveLength(items.length);
  expect(searchRank(items[0]!, "没有")).toBeNull();
});
