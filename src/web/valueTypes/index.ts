import type { Value } from "../../contract/index.ts";
import type { ValueType } from "../../kernel/index.ts";
import { booleanWeb } from "./boolean.ts";
import { dateWeb } from "./date.ts";
import { durationWeb } from "./duration.ts";
import { listWeb } from "./list.ts";
import { numberWeb } from "./number.ts";
import { textWeb } from "./text.ts";
import { timeWeb } from "./time.ts";
import type { Show, WebType } from "./webType.ts";

const WEB_TYPES: Readonly<Record<ValueType, WebType>> = {
  text: textWeb,
  number: numberWeb,
  boolean: booleanWeb,
  date: dateWeb,
  time: timeWeb,
  duration: durationWeb,
  list: listWeb,
};

export function webType(type: ValueType): WebType {
  return WEB_TYPES[type];
}

/** A value for people. Without a type (a property that the catalogue lacks) its form decides. */
export function valueText(value: Value | null | undefined, type: ValueType | undefined, show: Show): string {
  if (value == null || value === "") return "–";
  return WEB_TYPES[type ?? formOf(value)].text(value, show);
}

function formOf(value: Value): ValueType {
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "list";
  return WEB_TYPES.time.metric!.has(String(value)) ? "time" : "text";
}

/** The value of a metric tag for people; a masked value as it stands. */
export function metricText(value: string, unit: string | null, show: Show): string {
  return metricOf(value)?.text(value, unit, show) ?? value;
}

/** All digits of a metric's value; undefined where `metricText` shows them all. */
export function exactMetricText(value: string, show: Show): string | undefined {
  return metricOf(value)?.exact?.(value, show);
}

function metricOf(value: string): WebType["metric"] {
  return Object.values(WEB_TYPES).find(({ metric }) => metric?.has(value))?.metric;
}

export type { Show, WebType };
