import { expect, test } from "vitest";
import { readInstant } from "../values/instant.ts";
import { suggestedTypeOf } from "./suggest.ts";

test("a text suggests the type that a column of such cells has in a file", () => {
  const types = {
    "10": "number",
    "￥99": "number",
    "1.2万": "number",
    是: "boolean",
    No: "boolean",
    "2026年1月2日": "date",
    "2026/1/2": "date",
  };
  for (const [text, type] of Object.entries(types)) expect(suggestedTypeOf("x", text), text).toBe(type);
  for (const text of ["2026-01-02 08:30", "2026/1/2 8:30 PM", "2026年1月2日8时30分", "2025-01-01T00:00:00Z"])
    expect(suggestedTypeOf("x", text), text).toBe("time");
  for (const text of ["007", "1/2/2026", "金卡", "1234567890123", "2026-02-30"]) expect(suggestedTypeOf("x", text), text).toBe("text");
  for (const text of ["无", "-", "N/A", " "]) expect(suggestedTypeOf("x", text), text).toBeUndefined();
});

test("digits under the name of an id are a text", () => {
  for (const code of ["order_id", "会员号", "StockCode"]) expect(suggestedTypeOf(code, "20260101"), code).toBe("text");
});

test("an instant is read as people write it, on the clock of the zone; what may be two is none", () => {
  const at = (text: string) => {
    const instant = readInstant(text, "Asia/Shanghai");
    return instant === undefined ? undefined : new Date(instant).toISOString();
  };
  const morning = "2026-01-02T00:30:00.000Z";
  for (const text of [
    "2026-01-02 08:30",
    "2026/1/2 8:30",
    "2026.1.2 8:30:00",
    "2026年1月2日 8时30分",
    "2026年1月2日8:30",
    "2026-01-02 8:30 AM",
  ])
    expect(at(text), text).toBe(morning);
  expect(at("2026/1/2 8:30:01.5 PM")).toBe("2026-01-02T12:30:01.500Z");
  expect(at("2026-1-2 12:00 AM")).toBe("2026-01-01T16:00:00.000Z");
  for (const text of ["1/2/2026 8:30", "2026/1/2", "2026-02-30 8:30", "2026/1/2 25:00", "2026/1/2 13:00 PM"])
    expect(at(text), text).toBeUndefined();
});
