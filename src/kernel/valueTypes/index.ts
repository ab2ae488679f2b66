import { booleanType } from "./boolean.ts";
import { dateType } from "./date.ts";
import { durationType } from "./duration.ts";
import { listType } from "./list.ts";
import { numberType } from "./number.ts";
import { textType } from "./text.ts";
import { timeType } from "./time.ts";
import type { ValueTypeFacts } from "./valueType.ts";

/**
 * The types of values, in the order of lists for people. Numbers are decimals, a date is a calendar day without a time zone, a time is an
 * instant, a list holds texts. The rooms that need more have lists of their own, typed by every type (docs/adr/0028).
 */
export const VALUE_TYPES = {
  text: textType,
  number: numberType,
  boolean: booleanType,
  date: dateType,
  time: timeType,
  duration: durationType,
  list: listType,
} as const satisfies Record<string, ValueTypeFacts>;

export type ValueType = keyof typeof VALUE_TYPES;

export const VALUE_TYPE_CODES = Object.keys(VALUE_TYPES) as readonly ValueType[] as readonly [ValueType, ...ValueType[]];

export function valueTypeFacts(type: ValueType): ValueTypeFacts {
  return VALUE_TYPES[type];
}

export type { ValueTypeFacts };
