import type { EventDef, PropertyDef } from "../../../catalogue/index.ts";
import { nearest } from "../../../kernel/index.ts";
import type { Condition } from "../../language/ast.ts";
import { describe, isObject, join, type Reading } from "../../language/scope.ts";
import { readTests } from "../../language/tests.ts";

export function readEventName(raw: unknown, path: string, reading: Reading): EventDef | undefined {
  if (typeof raw !== "string") return reading.shape(path, raw, "行为的名称", "the name of an event");
  const { events } = reading.scope.catalogue;
  const found = events.get(raw) ?? [...events.values()].find((event) => event.name.zh === raw || event.name.en === raw);
  if (found) return found;
  const suggestion = nearest(
    raw,
    [...events.values()].flatMap((event) => [event.code, event.name.zh]),
  );
  return reading.wrong(path, "RULE_UNKNOWN_EVENT", { name: describe(raw), suggestion });
}

export function readProperty(raw: unknown, event: EventDef, path: string, reading: Reading): PropertyDef | undefined {
  if (typeof raw !== "string") return reading.shape(path, raw, "行为属性的名称", "the name of a property");
  const found = event.properties.get(raw) ?? [...event.properties.values()].find((property) => property.name.zh === raw);
  if (found) return found;
  return reading.wrong(path, "RULE_UNKNOWN_PROPERTY", {
    name: describe(raw),
    event: event.code,
    suggestion: nearest(raw, event.properties.keys()),
  });
}

export function readWhere(raw: unknown, event: EventDef, path: string, reading: Reading): readonly Condition[] | undefined {
  if (raw === undefined) return [];
  if (!isObject(raw)) return reading.shape(path, raw, "属性 → 条件 的对象", "an object of property → condition");
  if (Object.keys(raw).length === 0) return reading.wrong(path, "RULE_EMPTY", { key: "where" });
  const before = reading.issues.length;
  const conditions: Condition[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const at = join(path, name);
    const property = readProperty(name, event, at, reading);
    if (!property) continue;
    conditions.push(...readConditions(value, property, at, reading));
  }
  return reading.issues.length > before ? undefined : conditions;
}

/** `{ is: 母婴 }` for some element; for a member of a list also `{ none: { is: 母婴 } }`, for no element. Both together are two conditions. */
function readConditions(raw: unknown, property: PropertyDef, path: string, reading: Reading): Condition[] {
  const subject = { property: property.code, type: property.type, array: arrayOf(property) };
  if (subject.array === null || !isObject(raw) || raw["none"] === undefined)
    return [{ ...subject, tests: readTests(raw, property.type, path, reading) }];
  const { none, ...some } = raw;
  const without: Condition = { ...subject, none: true, tests: readTests(none, property.type, join(path, "none"), reading) };
  if (Object.keys(some).length === 0) return [without];
  return [{ ...subject, tests: readTests(some, property.type, path, reading) }, without];
}

/** The list that contains a property: `products` of `products[].price`. */
export function arrayOf(property: PropertyDef): string | null {
  return property.array ? property.code.slice(0, property.code.indexOf("[]")) : null;
}
