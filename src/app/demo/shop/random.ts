/** A stream of numbers in [0, 1), the same for the same seeds on every machine. */
export type Random = () => number;

/**
 * sfc32, the small fast counting generator of Chris Doty-Humphrey (PractRand 0.95, public domain): 128 bits of state, 32-bit
 * operations only. Its state is filled by `splitmix32`, so that neighbouring seeds give unrelated streams.
 */
export function randomOf(...seeds: readonly number[]): Random {
  let folded = 0;
  for (const seed of seeds) folded = mix32((folded + 0x9e3779b9) ^ seed);
  let a = mix32((folded + 0x9e3779b9) | 0);
  let b = mix32((folded + 0x3c6ef372) | 0);
  let c = mix32((folded + 0xdaa66d2b) | 0);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/**
 * The output function of splitmix32: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014), with the 32-bit
 * finaliser found by Chris Wellons' hash-prospector (shifts 16-15-15, public domain).
 */
export function mix32(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

/** A whole number from 0 to `count − 1`. */
export function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** One of the items, each as likely. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!;
}

/**
 * A whole number of `digits` digits that stands for `index` alone: an affine permutation modulo a power of ten, so that the
 * numbers look unordered and never meet. `multiplier` must share no factor with 10; index < 10^digits.
 */
export function scrambled(index: number, digits: number, multiplier: number, shift: number): string {
  const size = 10 ** digits;
  return String((((index * (multiplier % size)) % size) + (shift % size)) % size).padStart(digits, "0");
}
