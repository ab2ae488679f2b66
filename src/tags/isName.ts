import { readText } from "../kernel/index.ts";
import { foldedName } from "../rules/index.ts";

export const MAX_NAME_CHARACTERS = 60;

/** A name is one line of 1 to 60 characters with a visible one, and not a spreadsheet error. */
export function isName(name: unknown): name is string {
  return (
    typeof name === "string" &&
    foldedName(name) !== "" &&
    readText(name) !== undefined &&
    name.length <= MAX_NAME_CHARACTERS &&
    !/[\p{Cc}\u2028\u2029]/u.test(name.trim())
  );
}
