import { ExactNumber } from "../../kernel/index.ts";
import type { IncomingValue } from "../../catalogue/index.ts";

type Objects = readonly { readonly [key: string]: IncomingValue }[];

export interface Visitor {
  /** A value or a list of values under its code: `amount`, `address.city`. */
  value(code: string, value: IncomingValue): void;
  /** A list of objects: `products`. */
  objects(list: string, objects: Objects): void;
}

const MAX_LEVELS = 3;

/** Turns properties into codes and values: members of an object become `address.city`. Below the third level objects stay JSON text. */
export function flatten(properties: { readonly [key: string]: IncomingValue }, visit: Visitor, prefix = "", depth = 1): void {
  for (const key in properties) {
    const value = properties[key];
    if (value === null || value === undefined || value === "") continue;
    const code = prefix + key;
    if (typeof value !== "object" || value instanceof ExactNumber) visit.value(code, value);
    else if (isList(value)) {
      if (value.length === 0) continue;
      if (prefix === "" && value.every(isObject)) visit.objects(code, value as Objects);
      else if (value.some((item) => typeof item === "object" && !(item instanceof ExactNumber))) visit.value(code, JSON.stringify(value));
      else visit.value(code, value);
    } else if (depth < MAX_LEVELS) flatten(value, visit, `${code}.`, depth + 1);
    else visit.value(code, JSON.stringify(value));
  }
}

function isList(value: object): value is readonly IncomingValue[] {
  return Array.isArray(value);
}

function isObject(value: IncomingValue): value is { readonly [key: string]: IncomingValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}
