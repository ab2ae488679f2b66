import type { ExportFormat } from "../../contract/index.ts";
import type { Lang, Text } from "../../kernel/index.ts";
import type { Column } from "./columns.ts";

type Headed = Pick<Column, "code" | "type"> & { readonly name: Text };

/** What stands over each column: its code, or its name in a language; names that repeat are told apart by their codes. */
export function headingsOf(columns: readonly Headed[], as: "codes" | Lang, format: ExportFormat): string[] {
  if (as === "codes") return columns.map((column) => codeOf(column, format));
  const names = columns.map(({ name }) => plain(name[as]));
  return columns.map(({ code }, index) => {
    const name = names[index]!;
    return name !== "" && names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${code})`.trim();
  });
}

/**
 * A column's code, with the type of an attribute where the format does not show it: an import then makes the same of it. Text files show
 * none, JSON no dates and times.
 */
export function codeOf({ code, type }: Pick<Column, "code" | "type">, format: ExportFormat): string {
  if (type === undefined || !code.startsWith("attribute.")) return code;
  const shown = format === "parquet" || (format === "jsonl" && type !== "date" && type !== "time");
  return shown ? code : `${code}:${type}`;
}

/** A heading is one line that the engine takes for a name. */
function plain(name: string): string {
  return name
    .replace(/[\p{C}\\`]+/gu, " ")
    .trim()
    .slice(0, 120);
}
