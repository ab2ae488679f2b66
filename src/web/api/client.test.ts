import { expect, test } from "vitest";
import { countCustomers, listCustomers, readTag, explainTag } from "../../contract/index.ts";
import { requestOf } from "./client.ts";

test("path parameters are encoded into the path, whatever they contain", () => {
  expect(requestOf(explainTag, { customer: "taobao:小红/1", tag: "a b" })).toEqual({
    path: "/api/customers/taobao%3A%E5%B0%8F%E7%BA%A2%2F1/why/a%20b",
    body: undefined,
  });
  expect(requestOf(readTag, { tag: "lifecycle" }).path).toBe("/api/tags/lifecycle");
});

test("what the query does not know goes into the body, and what is undefined nowhere", () => {
  expect(requestOf(countCustomers, { where: "a and b", asOf: "2026-01-01" })).toEqual({
    path: "/api/count?asOf=2026-01-01",
    body: { where: "a and b" },
  });
  expect(requestOf(listCustomers, { where: undefined, limit: 100 })).toEqual({ path: "/api/customers?limit=100", body: undefined });
});
