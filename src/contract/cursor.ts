import type { z } from "zod";
import { problem } from "../kernel/index.ts";

/**
 * A cursor is opaque to callers: the last sort values of a page and the name of its list, as base64url of JSON. It needs no signature,
 * because it selects nothing by itself. Every cursor that comes back is checked against the schema of its list.
 */
export function writeCursor(list: string, after: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify([list, after]));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The values that `writeCursor` wrote; undefined for the first page. @throws CURSOR_INVALID for another list's cursor or a forged one */
export function readCursor<S extends z.ZodType>(list: string, schema: S, cursor: string | undefined): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const [of, after] = decode(cursor);
  const parsed = schema.safeParse(after);
  if (of !== list || !parsed.success) throw problem("CURSOR_INVALID", {});
  return parsed.data;
}

function decode(cursor: string): [unknown, unknown] {
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return Array.isArray(value) && value.length === 2 ? [value[0], value[1]] : [undefined, undefined];
  } catch (cause) {
    throw problem("CURSOR_INVALID", {}, cause);
  }
}
