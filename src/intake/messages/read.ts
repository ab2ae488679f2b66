import { MAX_IDENTITY_BYTES } from "../../identity/index.ts";
import type { Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";

export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object that may be absent. What is there and is none is an issue. */
export function objectAt(message: Fields, name: string, issues: Issue[]): Fields {
  const value = message[name];
  if (isObject(value)) return value;
  if (value !== undefined && value !== null) issues.push(fault("OBJECT_EXPECTED", name));
  return {};
}

/** A text that may be absent; numbers are taken as text, as client libraries have always done. */
export function textAt(message: Fields, name: string, issues: Issue[]): string | undefined {
  const value = message[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  issues.push(fault("TEXT_EXPECTED", name));
  return undefined;
}

/** An id that may be absent. */
export function idAt(message: Fields, name: string, issues: Issue[]): string | undefined {
  const id = textAt(message, name, issues);
  if (id === undefined || Buffer.byteLength(id) <= MAX_IDENTITY_BYTES) return id;
  issues.push(fault("ID_LONG", name));
  return undefined;
}
