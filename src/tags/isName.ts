import { readText } from "../kernel/index.ts";
import { foldedName } from "../rules/index.ts";

/** A name is one line of 1 to 60 characters with a visible one, and not a spreadsheet error. */
export function isName(name: unknown): name is string {
  return (
    typeof name === "string" &&
    foldedName(name) !== "" &&
    readText(name) !== undefined &&
    name.length <= 60 &&
    !/[\p{Cc}\u2028\u2029]/u.test(name.trim())
  );
}
