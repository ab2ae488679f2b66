import { literal } from "./literal.ts";

/** Columns of a staged table, under the file's names or others. */
export function stagedColumns(columns: readonly { readonly name: string; readonly type: string }[], as?: readonly string[]): string {
  return columns.map(({ name, type }, index) => `${literal.name(as?.[index] ?? name)} ${type}`).join(", ");
}
