import { MAX_IDENTITY_BYTES } from "../../identifiers/index.ts";
import { cleanText, ExactNumber, scalarText, type Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";

export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** An optional object. A value of another type is an issue. */
export function objectAt(message: Fields, name: string, issues: Issue[]): Fields {
  const value = message[name];
  if (isObject(value)) return value;
  if (value !== undefined && value !== null) issues.push(fault("OBJECT_EXPECTED", name));
  return {};
}

/** An optional text, trimmed, possibly empty. A number is read as text, because client libraries send ids as numbers. */
export function textAt(message: Fields, name: string, issues: Issue[]): string | undefined {
  const value = message[name];
  if (value === undefined || value === null || value === "") return undefined;
  const text = scalarText(value);
  if (text === undefined) issues.push(fault("TEXT_EXPECTED", name));
  // Half a surrogate pair passes here. The check of names and ids refuses it.
  return text === undefined || !text.isWellFormed() ? text : cleanText(text);
}

/** An optional id. */
export function idAt(message: Fields, name: string, issues: Issue[]): string | undefined {
  const id = textAt(message, name, issues);
  if (id === undefined || Buffer.byteLength(id) <= MAX_IDENTITY_BYTES) return id;
  issues.push(fault("ID_LONG", name));
  return undefined;
}
