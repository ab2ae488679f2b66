import { expect, test } from "vitest";
import { findHeader } from "./find.ts";

const PEOPLE = [
  ["手机号", "姓名", "城市"],
  ["13800000001", "甲某", "上海"],
  ["13800000002", "乙某", "北京"],
];

test("titles, notes and empty rows above the header are passed over", () => {
  expect(findHeader([["会员信息导出 2026-01"], ...PEOPLE])).toBe(1);
  expect(findHeader([["会员信息导出 2026-01", "", ""], ["导出时间：", "2026-01-05", ""], ["", "", ""], ...PEOPLE])).toBe(3);
  expect(findHeader([["", "", ""], [""], ...PEOPLE])).toBe(2);
  expect(findHeader([["Members"], ["exported 2026-01-05"], ["Phone", "Full name"], ["13800000001", "A"]])).toBe(2);
  expect(
    findHeader([
      ["基本信息", "", "", "订单", ""],
      ["手机号", "姓名", "城市", "订单号", "金额"],
      ["13800000001", "甲", "沪", "1", "2"],
    ]),
  ).toBe(1);
});

test("in doubt the first row names the columns", () => {
  expect(findHeader(PEOPLE)).toBe(0);
  expect(findHeader([["评价"], ["很好,喜欢"], ["一般"]])).toBe(0);
  expect(findHeader([["评价"], ["很好", "喜欢"], ["差", "不好"]])).toBe(0);
  expect(findHeader([["评价"], ["很好", "喜欢", "推荐"], ["差"], ["一般", "不好"]])).toBe(0);
  expect(
    findHeader([
      ["姓名", "2024", "2025"],
      ["甲", "A", "B"],
      ["乙", "C", "D"],
    ]),
  ).toBe(0);
  expect(
    findHeader([
      ["手机号", "", "", ""],
      ["13800000001", "a", "b", "c"],
    ]),
  ).toBe(0);
  expect(findHeader([["a", "b", "c", "d"], ["1"], ["x", "y", "z", "w"]])).toBe(0);
  expect(findHeader([])).toBe(0);
});

test("the names of a mapping say which row it is", () => {
  const rows = [["x", "y"], ["备注", "", ""], ...PEOPLE];
  expect(findHeader(rows, ["x"])).toBe(0);
  expect(findHeader([["手机号"], ["手机号", "级别"], ["13800000001", "金"]], ["手机号", "级别"])).toBe(1);
});
