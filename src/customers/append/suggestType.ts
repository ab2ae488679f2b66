import type { FieldType } from "../../catalogue/index.ts";
import { ExactNumber, isIdLike, suggestedTypeOf } from "../../kernel/index.ts";
import type { IncomingValue } from "./messages.ts";
import { looksPersonal } from "./personal.ts";
import { columnValue } from "./values.ts";

/** The type a value suggests for an attribute or property that nobody has seen. Texts are recognised as in files; undefined where it suggests none. */
export function suggestedType(code: string, value: IncomingValue): FieldType | undefined {
  // A phone number is a name, whatever it stands under.
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
