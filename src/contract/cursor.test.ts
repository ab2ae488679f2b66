import { z } from "zod";
import { expect, test } from "vitest";
import { readCursor, writeCursor } from "./cursor.ts";

const After = z.tuple([z.string(), z.number().int()]);

test("a cursor comes back as it was written, whatever letters it holds, and is safe in an address", () => {
  const cursor = writeCursor("customers", ["小红 😀 ?/+=", 7]);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(readCursor("customers", After, cursor)).toEqual(["小红 😀 ?/+=", 7]);
});

test("without a cursor it is the first page", () => {
  expect(readCursor("customers", After, undefined)).toBeUndefined();
});

test.each([
  ["another list's", writeCursor("tags", ["a", 1])],
  ["one of another shape", writeCursor("customers", ["a", "1"])],
  ["no base64", "%%%"],
  ["no JSON", btoa("nonsense")],
  ["no UTF-8", btoa("[\u00ff")],
  ["no pair", btoa('"customers"')],
  ["an empty one", ""],
  ["one with its end cut off", writeCursor("customers", ["a", 1]).slice(0, -3)],
])("%s cursor is refused by name", (_what, cursor) => {
  expect(() => readCursor("customers", After, cursor)).toThrow(expect.objectContaining({ code: "CURSOR_INVALID", status: 400 }));
});
