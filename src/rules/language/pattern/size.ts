import type { RE2JS } from "re2js";

/**
 * The largest program of a pattern. The store refuses patterns from about 1,500,000 on (8 MB of memory), which would show only when the tag
 * is evaluated.
 */
export const MOST_STORED_STEPS = 700_000;

/** RE2 in JavaScript stores a class of characters as pairs of first and last character. */
interface Step {
  readonly runes: ArrayLike<number>;
}

/** About how many steps the store's program has. It reads bytes, so a range of Chinese characters needs several steps. */
export function storedSize(pattern: RE2JS): number {
  const steps = pattern.re2Input.prog.inst as readonly Step[];
  return steps.reduce((sum, { runes }) => sum + 1 + sizeOf(runes), 0);
}

function sizeOf(runes: ArrayLike<number>): number {
  if (runes.length === 1) return 2 * bytesOf(runes[0]!);
  let size = 0;
  for (let at = 0; at < runes.length; at += 2) {
    const [low, high] = [runes[at]!, runes[at + 1]!];
    for (let bytes = bytesOf(low); bytes <= bytesOf(high); bytes++) size += low === high ? bytes : 2 * bytes - 1;
  }
  return size;
}

function bytesOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
