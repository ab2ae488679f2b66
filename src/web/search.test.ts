import { expect, test } from "vitest";
import { customersSearch, parseSearch, returnTo, writeSearch } from "./search.ts";

test("an address written and read again is the same search", () => {
  const search = { where: "(高价值客户 或 新客户) 且 非 近期沉默", q: "00123" };
  expect(parseSearch(writeSearch(search))).toEqual(search);
});

test("a page takes the parameters it knows and drops empty and unknown ones", () => {
  expect(customersSearch({ where: "a", q: "", other: "x" })).toEqual({ where: "a" });
});

test("signing in returns to a place of this application only", () => {
  expect(returnTo("/tags?kind=rule")).toBe("/tags?kind=rule");
  for (const address of ["https://evil.example", "//evil.example", "/\\evil.example", "/login?return=/x", undefined]) {
    expect(returnTo(address)).toBe("/");
  }
});
