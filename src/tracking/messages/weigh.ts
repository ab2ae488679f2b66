import { ExactNumber } from "../../kernel/index.ts";

/** Letters and depth that a message may have: those of Segment for the size; ours for the depth, far beyond what is said in earnest. */
export const MESSAGE_BYTES = 32 * 1024;
export const MESSAGE_DEPTH = 32;

/**
 * About the bytes of a value's JSON, or what is wrong with it: an early end for what is too deep, so that nothing later needs to fear for
 * its stack.
 */
export function weigh(value: unknown): number | "deep" {
  const bytes = weightOf(value, 0);
  return Number.isNaN(bytes) ? "deep" : bytes;
}

function weightOf(value: unknown, depth: number): number {
  switch (typeof value) {
    case "string":
      return Buffer.byteLength(value) + 2;
    case "number":
      return String(value).length;
    case "object": {
      if (value === null) return 4;
      if (value instanceof ExactNumber) return value.text.length;
      if (depth >= MESSAGE_DEPTH) return Number.NaN;
      let bytes = 2;
      if (Array.isArray(value)) for (const item of value) bytes += weightOf(item, depth + 1) + 1;
      else for (const key in value) bytes += Buffer.byteLength(key) + 4 + weightOf((value as Record<string, unknown>)[key], depth + 1);
      return bytes;
    }
    default:
      return 5;
  }
}
