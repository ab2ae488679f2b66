import { expect, test } from "vitest";
import { estimateOf } from "./sampleEstimate.ts";

test("a sample of everybody is exact; nobody sampled says nothing", () => {
  expect(estimateOf(7, 100, 100)).toEqual({ count: 7, low: 7, high: 7 });
  expect(estimateOf(0, 0, 100)).toEqual({ count: 0, low: 0, high: 100 });
});

test("the interval holds what the sample has shown and narrows as the sample grows", () => {
  const sizes = [100, 1_000, 10_000].map((sampled) => estimateOf(sampled / 10, sampled, 20_000));
  for (const { count, low, high } of sizes) {
    expect(count).toBe(2_000);
    expect(low).toBeLessThanOrEqual(2_000);
    expect(high).toBeGreaterThanOrEqual(2_000);
  }
  expect(sizes.map(({ low, high }) => high - low).toSorted((a, b) => b - a)).toEqual(sizes.map(({ low, high }) => high - low));
  expect(estimateOf(0, 1_000, 20_000)).toMatchObject({ count: 0, low: 0, high: expect.any(Number) });
  expect(estimateOf(0, 1_000, 20_000).high).toBeGreaterThan(0);
  expect(estimateOf(1_000, 1_000, 20_000)).toMatchObject({ count: 20_000, high: 20_000 });
});

/** The probability of finding `found` with `marked` of `population` in a sample without replacement. */
function hypergeometric(population: number, marked: number, sampled: number): number[] {
  const choose = (n: number, k: number) => {
    let log = 0;
    for (let i = 0; i < k; i++) log += Math.log(n - i) - Math.log(i + 1);
    return log;
  };
  return Array.from({ length: sampled + 1 }, (_, found) =>
    found > marked || sampled - found > population - marked
      ? 0
      : Math.exp(choose(marked, found) + choose(population - marked, sampled - found) - choose(population, sampled)),
  );
}

test("over all possible samples the true number is within in about 95 of 100, wherever it lies", () => {
  const [population, sampled] = [400, 80];
  const coverages = Array.from({ length: 39 }, (_, index) => {
    const marked = (index + 1) * 10;
    return hypergeometric(population, marked, sampled).reduce((sum, probability, found) => {
      const { low, high } = estimateOf(found, sampled, population);
      return sum + (low <= marked && marked <= high ? probability : 0);
    }, 0);
  });
  expect(Math.min(...coverages)).toBeGreaterThan(0.9);
  expect(coverages.reduce((a, b) => a + b) / coverages.length).toBeGreaterThan(0.945);
});
