import { ExactNumber } from "../../kernel/index.ts";

/** Largest size and depth of a message. The size is Segment's limit. The depth is ours, far above real messages. */
export const MESSAGE_BYTES = 32 * 1024;
export const MESSAGE_LEVELS = 32;

/**
 * Approximate bytes of a value's JSON, or the limit that it exceeds. A value that is too deep stops the walk, so that later recursion
 * cannot overflow the stack.
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
      if (depth >= MESSAGE_LEVELS) return Number.NaN;
      let bytes = 2;
      if (Array.isArray(value)) for (const item of value) bytes += weightOf(item, depth + 1) + 1;
      else for (const key in value) bytes += Buffer.byteLength(key) + 4 + weightOf((value as Record<string, unknown>)[key], depth + 1);
      return bytes;
    }
    default:
      return 5;
  }
}
