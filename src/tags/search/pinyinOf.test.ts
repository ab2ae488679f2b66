import { expect, test } from "vitest";
import { fitsPinyin } from "../../kernel/index.ts";
import { pinyinOf, pinyinOfAll } from "./pinyinOf.ts";

test("characters become syllables; letters and digits between them stay", () => {
  expect(pinyinOf("ＶＩＰ客户2024")).toBe("vip ke hu 2024");
  expect(pinyinOf("High value")).toBeUndefined();
  expect(pinyinOfAll(["客户", "x"])).toEqual(["ke hu"]);
});

test.each([
  ["重购", "chonggou"],
  ["重要客户", "zhongyao"],
  ["成长型", "chengzhang"],
  ["银行卡", "yinhangka"],
  ["行为偏好", "xingwei"],
  ["绿色消费", "lvse"],
  ["女性", "nvxing"],
])("%s is found by %s", (name, letters) => {
  expect(fitsPinyin(pinyinOf(name)!, letters)).toBe(true);
});
