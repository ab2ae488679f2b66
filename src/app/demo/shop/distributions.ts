import type { Random } from "./random.ts";

/** A uniform number in [from, to). */
export function uniform(random: Random, from: number, to: number): number {
  return from + random() * (to - from);
}

/** Standard normal: Marsaglia's polar method (1964). The second number of each pair is dropped to keep the function without state. */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** exp(mu + sigma · normal): the median is exp(mu), the mean exp(mu + sigma²/2). */
export function logNormal(random: Random, mu: number, sigma: number): number {
  return Math.exp(mu + sigma * normal(random));
}

/** Waiting time of mean `mean`, by inversion: −mean · ln(1 − u). */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** Gamma of the given shape and scale (mean shape · scale): Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). */
export function gamma(random: Random, shape: number, scale = 1): number {
  if (shape < 1) return gamma(random, shape + 1, scale) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale;
  }
}

/** Beta(a, b) as Ga / (Ga + Gb). */
export function beta(random: Random, a: number, b: number): number {
  const left = gamma(random, a);
  return left / (left + gamma(random, b));
}

/** Poisson of a small mean, by Knuth's multiplication of uniforms (TAOCP 3.4.1); time grows with the mean. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count++;
  }
  return count;
}

/** Draws items in proportion to their weights in constant time: the alias method as Vose gives it (1991). */
export function weighted<T>(items: readonly T[], weightOf: (item: T, index: number) => number): (random: Random) => T {
  const weights = items.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => (weight * items.length) / total);
  const alias = share.map((_, index) => index);
  const small = share.flatMap((value, index) => (value < 1 ? [index] : []));
  const large = share.flatMap((value, index) => (value < 1 ? [] : [index]));
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large.at(-1)!;
    alias[low] = high;
    share[high]! -= 1 - share[low]!;
    if (share[high]! < 1) small.push(large.pop()!);
  }
  // What is left over differs from 1 only by rounding.
  for (const index of [...small, ...large]) share[index] = 1;
  return (random) => {
    const point = random() * items.length;
    const index = Math.floor(point);
    return items[point - index < share[index]! ? index : alias[index]!]!;
  };
}
