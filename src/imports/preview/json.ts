import { ExactNumber, parseJson } from "../../kernel/index.ts";
import type { Head } from "./types.ts";

/** Columns of the first lines of JSON. Keys are in order of appearance; a nested value is shown as JSON. */
export function jsonHead(text: string, skip: number): Pick<Head, "names" | "rows"> {
  const objects = text
    .split("\n")
    .slice(skip, skip + 200)
    .flatMap((line): Record<string, unknown>[] => {
      try {
        const row: unknown = parseJson(line);
        return typeof row === "object" && row !== null && !Array.isArray(row) ? [row as Record<string, unknown>] : [];
      } catch {
        // The last line may be cut. A wrong line becomes a bad row of the import.
        return [];
      }
    })
    .slice(0, 50);
  const names = [...new Set(objects.flatMap((row) => Object.keys(row)))];
  return { names, rows: objects.map((row) => names.map((name) => shown(row[name]))) };
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "object" && !(value instanceof ExactNumber) ? JSON.stringify(value) : String(value);
}
