import { expect, test } from "vitest";
import { newId } from "./ids.ts";

test("ids sort by the instant of their making", () => {
  const instants = [0, 1, 1_000, Date.UTC(2025, 0, 1), Date.UTC(2025, 0, 1) + 1, Date.UTC(2299, 11, 31)];
  const ids = instants.map((instant) => newId(instant));
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{23}$/);
});

test("ids of one instant differ", () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId(1))).size).toBe(10_000);
});
