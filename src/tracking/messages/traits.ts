import type { IncomingValue } from "../../catalogue/index.ts";
import type { Issue } from "../../kernel/index.ts";
import { oneEach, type Leaf } from "./collide.ts";
import { isObject, type Fields } from "./read.ts";

type Attributes = Record<string, IncomingValue>;

const MAX_LEVELS = 3;

/** Segment's reserved traits that have another name here, and the parts of its address. */
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
 * Traits with clean names as attributes. Objects become paths (`address.postalCode`), lists of plain values stay lists, anything else
 * becomes JSON text. Null clears an attribute. Segment's reserved traits go to our attributes of the same meaning; if two traits fill one
 * attribute, collide.ts chooses. Without a name trait, the name is made from first and last name.
 */
export function attributesOf(traits: Fields, issues: Issue[], prefix = ""): Attributes {
  const leaves: Leaf[] = [];
  flatten(traits, prefix, [], leaves);
  const found = oneEach(leaves, "traits", issues) as Attributes;
  if (prefix !== "") return found;
  const { firstName, lastName, name } = traits;
  if (name === undefined && typeof firstName === "string" && typeof lastName === "string") found["name"] = fullName(firstName, lastName);
  return found;
}

function flatten(from: Fields, prefix: string, above: readonly string[], to: Leaf[]): void {
  for (const key in from) {
    const value = from[key];
    const keys = [...above, key];
    const path = prefix + key;
    if (isObject(value)) {
      if (keys.length < MAX_LEVELS) flatten(value, `${path}.`, keys, to);
      else to.push({ keys, code: path, value: JSON.stringify(value) });
    } else if (Array.isArray(value) && value.some((item) => isObject(item) || Array.isArray(item)))
      to.push({ keys, code: path, value: JSON.stringify(value) });
    else to.push({ keys, code: CODES.get(path) ?? path, value });
  }
}

/** 王 + 小明 → 王小明; Wang + Xiaoming → Xiaoming Wang */
function fullName(first: string, last: string): string {
  return /\p{Script=Han}/u.test(first + last) ? last + first : `${first} ${last}`.trim();
}
