import { expect, test } from "vitest";
import { toggled } from "./selection.ts";

const keys = ["1", "2", "3", "4"];

test("a click chooses a row, a second one lets it go", () => {
  expect([...toggled(new Set(), keys, "2", null)]).toEqual(["2"]);
  expect([...toggled(new Set(["2"]), keys, "2", null)]).toEqual([]);
});

test("with the row clicked before, everything between follows, in both directions", () => {
  expect([...toggled(new Set(["1"]), keys, "3", "1")].toSorted()).toEqual(["1", "2", "3"]);
  expect([...toggled(new Set(["4"]), keys, "2", "4")].toSorted()).toEqual(["2", "3", "4"]);
  expect([...toggled(new Set(keys), keys, "2", "4")]).toEqual(["1"]);
});

test("a row clicked before that is no longer there is forgotten", () => {
  expect([...toggled(new Set(), keys, "2", "gone")]).toEqual(["2"]);
});
