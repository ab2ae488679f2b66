import type { IncomingValue } from "../../catalogue/index.ts";
import type { Issue } from "../../kernel/index.ts";
import { oneEach, type Leaf } from "./collide.ts";
import { cleanNames } from "./names.ts";
import { isObject, type Fields } from "./read.ts";

export type Properties = Record<string, IncomingValue>;

const MAX_LEVELS = 3;

/** Properties with clean names, one value for each name. Each change is an issue. Returns the same object if nothing changed. */
export function propertiesOf(raw: Fields, issues: Issue[]): Properties {
  const properties = cleanNames(raw, "properties", issues, "text");
  const changedLists = new Map<string, unknown>();
  for (const key in properties) {
    const value = properties[key];
    if (!Array.isArray(value) || !value.every(isObject)) continue;
    const items = value.map((item, index) => oneOfEach(item, `properties.${key}[${index}]`, issues));
    if (items.some((item, index) => item !== value[index])) changedLists.set(key, items);
  }
  const one = oneOfEach(properties, "properties", issues);
  return (changedLists.size === 0 ? one : { ...one, ...Object.fromEntries(changedLists) }) as Properties;
}

/** Two values can share a name only if a key has a dot or a value is an object. */
function oneOfEach(fields: Fields, path: string, issues: Issue[]): Fields {
  let dotted = false;
  let nested = false;
  for (const key in fields) {
    if (key.includes(".")) dotted = true;
    if (isObject(fields[key])) nested = true;
  }
  if (!dotted || !nested) return fields;
  const leaves: Leaf[] = [];
  collect(fields, [], leaves);
  return oneEach(leaves, path, issues);
}

/** Flattens objects as the customers room does: an empty value is no value, and an object that is too deep stays one value. */
function collect(from: Fields, above: readonly string[], to: Leaf[]): void {
  for (const key in from) {
    const value = from[key];
    const keys = [...above, key];
    if (value === null || value === undefined || value === "") continue;
    if (isObject(value) && keys.length < MAX_LEVELS) collect(value, keys, to);
    else
      to.push({
        keys,
        code: keys.join("."),
        value: isObject(value) || (keys.length > 1 && hasObjects(value)) ? JSON.stringify(value) : value,
      });
  }
}

function hasObjects(value: unknown): boolean {
  return Array.isArray(value) && value.some((item) => isObject(item) || Array.isArray(item));
}

const PAGE = ["url", "path", "referrer", "search", "title"] as const;
const CAMPAIGN: ReadonlyMap<string, string> = new Map([
  ["name", "campaign"],
  ["source", "utm_source"],
  ["medium", "utm_medium"],
  ["term", "utm_term"],
  ["content", "utm_content"],
]);

/** Campaign fields from the context, except those that the properties already have. */
export function withCampaign(properties: Properties, context: Fields): Properties {
  const { campaign } = context;
  if (!isObject(campaign)) return properties;
  const found: Properties = {};
  for (const [key, code] of CAMPAIGN) if (typeof campaign[key] === "string") found[code] = campaign[key];
  return { ...found, ...properties };
}

/** Page fields from the context, except those that the properties already have. */
export function withPage(properties: Properties, context: Fields): Properties {
  const { page } = context;
  if (!isObject(page)) return properties;
  const found: Properties = {};
  for (const key of PAGE) if (typeof page[key] === "string") found[key] = page[key];
  return { ...found, ...properties };
}
