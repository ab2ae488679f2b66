import type { ExportFormat } from "../contract/index.ts";
import { valueTypeFacts, type Lang, type Text } from "../kernel/index.ts";
import type { Column } from "./exportColumns.ts";

type Headed = Pick<Column, "code" | "type"> & { readonly name: Text };

/** The heading of each column: its code, or its name in a language. Equal names get their codes added. */
export function headingsOf(columns: readonly Headed[], as: "codes" | Lang, format: ExportFormat): string[] {
  if (as === "codes") return columns.map((column) => codeOf(column, format));
  const names = columns.map(({ name }) => plain(name[as]));
  return columns.map(({ code }, index) => {
    const name = names[index]!;
    return name !== "" && names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${code})`.trim();
  });
}

/**
 * A column's code, with the attribute's type if the format does not show it, so that an import makes the same type of it. Text files show
 * no types, JSON shows no dates and times.
 */
export function codeOf({ code, type }: Pick<Column, "code" | "type">, format: ExportFormat): string {
  if (type === undefined || !code.startsWith("attribute.")) return code;
  return valueTypeFacts(type).shownIn.includes(format) ? code : `${code}:${type}`;
}

/** A heading on one line, in a form that the engine accepts as a name. */
function plain(name: string): string {
  return name
    .replace(/[\p{C}\\`]+/gu, " ")
    .trim()
    .slice(0, 120);
}
