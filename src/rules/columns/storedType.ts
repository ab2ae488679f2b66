import type { ValueType } from "../language/ast.ts";

/** The type in which a property's values are stored. */
const STORED: Readonly<Record<Exclude<ValueType, "list">, string>> = {
  text: "String",
  number: "Decimal(18, 6)",
  boolean: "Bool",
  date: "Date32",
  time: "DateTime64(3, 'UTC')",
};

export function storedType(type: ValueType): string {
  if (type === "list") throw new Error("a list is no single value");
  return STORED[type];
}
