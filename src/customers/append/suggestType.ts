import type { FieldType, IncomingValue } from "../../catalogue/index.ts";
import { ExactNumber, isIdLike, suggestedTypeOf } from "../../kernel/index.ts";
import { looksPersonal } from "./personal.ts";
import { columnValue } from "./values.ts";

/**
 * The type to register for a new attribute or property, from one value. Texts are recognised as in files. Undefined when the value gives no
 * hint.
 */
export function suggestedType(code: string, value: IncomingValue): FieldType | undefined {
  // A phone number is text, whatever its attribute is called.
  if (typeof value === "string" && looksPersonal(value)) return "text";
  const number = () => (isIdLike(code) || columnValue("number", value, "UTC") === undefined ? "text" : "number");
  if (value instanceof ExactNumber) return number();
  switch (typeof value) {
    case "number":
      return number();
    case "boolean":
      return "boolean";
    case "string":
      return suggestedTypeOf(code, value);
    default:
      return "list";
  }
}
