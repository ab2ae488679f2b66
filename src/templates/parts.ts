import type { FieldType } from "../catalogue/index.ts";
import type { Text } from "../kernel/index.ts";

/** The parts that templates are written with: fields and parameters in one line each. */
const text = (zh: string, en: string): Text => ({ zh, en });

export const event = <const C extends string>(code: C, ...alike: string[]) => ({ kind: "event" as const, code, alike });

export const property = (of: string, code: string, type: FieldType, example: unknown) => ({
  kind: "property" as const,
  of,
  code,
  type,
  example,
});

export const attribute = (code: string, type: FieldType, example: unknown) => ({ kind: "attribute" as const, code, type, example });

const DAYS = text("天", "days");

export const days = (value: number, zh: string, en: string, maximum = 3_650) => ({
  kind: "days" as const,
  name: text(zh, en),
  unit: DAYS,
  value,
  minimum: 1,
  maximum,
});

export const number = (
  value: number,
  [minimum, maximum]: readonly [number, number],
  name: readonly [zh: string, en: string],
  unit?: readonly [zh: string, en: string],
) => ({ kind: "number" as const, name: text(...name), unit: unit ? text(...unit) : null, value, minimum, maximum });

export const percent = (value: number, zh: string, en: string) => ({
  kind: "percent" as const,
  name: text(zh, en),
  unit: text("%", "%"),
  value,
  minimum: 1,
  maximum: 100,
});

export const oneText = (value: string, zh: string, en: string) => ({ kind: "text" as const, name: text(zh, en), value });

export const words = (value: readonly string[], zh: string, en: string) => ({ kind: "words" as const, name: text(zh, en), value });
