import type { IncomingValue } from "../../customers/index.ts";
import { isObject, type Fields } from "./read.ts";

type Attributes = Record<string, IncomingValue>;

const DEPTH = 3;

/** Segment's reserved traits whose words are not ours, and the parts of its address. */
const CODES: ReadonlyMap<string, string> = new Map([
  ["createdAt", "registered_at"],
  ["title", "job_title"],
  ["company.name", "company"],
  ["company.industry", "industry"],
  ["address.street", "address"],
  ["address.city", "city"],
  ["address.state", "province"],
  ["address.country", "country"],
]);

/**
 * Traits as attributes: objects by path (`address.postalCode`), lists of plain values as lists, what cannot be either as JSON text. Null
 * clears. Segment's reserved traits go to the attributes that say the same. First and last name make the name where none is given.
 */
export function attributesOf(traits: Fields, prefix = ""): Attributes {
  const found: Attributes = {};
  flatten(traits, prefix, 1, found);
  if (prefix !== "") return found;
  const { firstName, lastName, name } = traits;
  if (name === undefined && typeof firstName === "string" && typeof lastName === "string") found["name"] = fullName(firstName, lastName);
  return found;
}

function flatten(from: Fields, prefix: string, depth: number, to: Attributes): void {
  for (const key in from) {
    const value = from[key];
    const path = prefix + key;
    if (isObject(value)) {
      if (depth < DEPTH) flatten(value, `${path}.`, depth + 1, to);
      else to[path] = JSON.stringify(value);
    } else if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) to[path] = JSON.stringify(value);
    else to[CODES.get(path) ?? path] = value as IncomingValue;
  }
}

/** 王 + 小明 → 王小明; Wang + Xiaoming → Xiaoming Wang */
function fullName(first: string, last: string): string {
  return /\p{Script=Han}/u.test(first + last) ? last + first : `${first} ${last}`.trim();
}
