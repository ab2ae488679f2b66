import { expect, test } from "vitest";
import { below, randomOf, scrambled } from "./random.ts";

test("a stream is fixed by its seeds, on every machine", () => {
  const random = randomOf(1, 2, 3);
  expect(Array.from({ length: 4 }, () => below(random, 1_000_000))).toEqual([510092, 679316, 741166, 841625]);
});

test("streams of neighbouring seeds have nothing in common", () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => randomOf(seed)());
  expect(new Set(firsts).size).toBe(2000);
  const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
  const products = firsts.slice(1).reduce((sum, value, index) => sum + (value - 0.5) * (firsts[index]! - 0.5), 0) / 1999;
  expect(Math.abs(products / (1 / 12))).toBeLessThan(0.08);
});

test("scrambled numbers are all different and of one length", () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => scrambled(index, 4, 6_180_339, 77));
  expect(new Set(numbers).size).toBe(10_000);
  expect(numbers.every((text) => /^\d{4}$/.test(text))).toBe(true);
});
