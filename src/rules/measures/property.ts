import type { EventDef, PropertyDef } from "../../catalogue/index.ts";
import type { Measure, ValueType } from "../language/ast.ts";
import { typesMeasured } from "../valueTypes/languages.ts";
import type { Reading } from "../language/scope.ts";
import { readProperty } from "../leaves/event/names.ts";

/** The types of amounts. */
export const AMOUNTS = (): readonly ValueType[] => typesMeasured("amount");

/** The types of single values. */
export const SINGLE = (): readonly ValueType[] => typesMeasured("amount", "instant", "value");

/** The property that a measure reads. Records errors, also a type that the measure cannot use. */
export function readMeasuredProperty(
  kind: Measure["kind"],
  types: readonly ValueType[],
  argument: unknown,
  event: EventDef,
  path: string,
  reading: Reading,
): PropertyDef | undefined {
  const property = readProperty(argument, event, path, reading);
  if (!property || types.includes(property.type)) return property;
  return reading.wrong(path, "RULE_MEASURE_TYPE", { measure: kind, property: property.code, type: property.type });
}
