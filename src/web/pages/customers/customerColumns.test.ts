import { expect, test } from "vitest";
import { chosenOf, moved } from "./customerColumns.ts";

test("a column moves to where it is dropped, the others keep their order", () => {
  expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b"], 0, 9)).toEqual(["b", "a"]);
});

test("columns that no longer exist are left out, without losing the rest", () => {
  expect(chosenOf(["attribute.gone", "tags"], new Set(["tags", "seen"]))).toEqual(["tags"]);
  expect(chosenOf(null, new Set(["tags", "identities", "seen"]))).toEqual(["tags", "identities", "seen"]);
});
