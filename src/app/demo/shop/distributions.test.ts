import { expect, test } from "vitest";
import { beta, exponential, gamma, logNormal, normal, poisson, weighted } from "./distributions.ts";
import { randomOf, type Random } from "./random.ts";

const DRAWS = 40_000;

function moments(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = randomOf(42);
  const values = Array.from({ length: DRAWS }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS };
}

test.each([
  ["normal", (random: Random) => normal(random), 0, 1],
  ["exponential of mean 5", (random: Random) => exponential(random, 5), 5, 25],
  ["gamma 3, 2", (random: Random) => gamma(random, 3, 2), 6, 12],
  ["gamma 0.5", (random: Random) => gamma(random, 0.5), 0.5, 0.5],
  ["beta 2, 6", (random: Random) => beta(random, 2, 6), 0.25, 12 / (64 * 9)],
  ["Poisson of mean 1.7", (random: Random) => poisson(random, 1.7), 1.7, 1.7],
  ["log-normal 0, 0.5", (random: Random) => logNormal(random, 0, 0.5), Math.exp(0.125), (Math.exp(0.25) - 1) * Math.exp(0.25)],
])("%s has the mean and the variance of its formula", (_, draw, mean, variance) => {
  const seen = moments(draw);
  expect(Math.abs(seen.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / DRAWS));
  expect(Math.abs(seen.variance / variance - 1)).toBeLessThan(0.08);
});

test("items are drawn in proportion to their weights, and never one of weight 0", () => {
  const draw = weighted(["a", "b", "c", "never"], (_, index) => [1, 2, 7, 0][index]!);
  const random = randomOf(7);
  const seen = new Map<string, number>();
  for (let count = 0; count < DRAWS; count++) {
    const item = draw(random);
    seen.set(item, (seen.get(item) ?? 0) + 1);
  }
  expect(seen.has("never")).toBe(false);
  for (const [item, share] of [
    ["a", 0.1],
    ["b", 0.2],
    ["c", 0.7],
  ] as const)
    expect(Math.abs(seen.get(item)! / DRAWS - share)).toBeLessThan(0.01);
});
