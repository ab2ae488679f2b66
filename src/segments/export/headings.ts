import type { Lang, Text } from "../../kernel/index.ts";

/** What stands over each column: its code, or its name in a language; names that repeat are told apart by their codes. */
export function headingsOf(columns: readonly { readonly code: string; readonly name: Text }[], as: "codes" | Lang): string[] {
  if (as === "codes") return columns.map(({ code }) => code);
  const names = columns.map(({ name }) => plain(name[as]));
  return columns.map(({ code }, index) => {
    const name = names[index]!;
    return name !== "" && names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${code})`.trim();
  });
}

/** A heading is one line that the engine takes for a name. */
function plain(name: string): string {
  return name
    .replace(/[\p{C}\\`]+/gu, " ")
    .trim()
    .slice(0, 120);
}
