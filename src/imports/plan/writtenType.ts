import type { FieldType } from "../../catalogue/index.ts";
import type { Value } from "../../mapping/index.ts";
import type { StagedFile } from "../../files/index.ts";
import type { Part } from "./expressions.ts";

/** A column that an export named `attribute.…` has the type in the file: a text of digits does not become a number. */
export function writtenType({ source }: Part, value: Value, format: StagedFile["format"]): FieldType | undefined {
  if ((format !== "jsonl" && format !== "parquet") || !/^["`]?attribute\./.test(source.trim())) return undefined;
  if (value.type === "members" || (value.type === "text" && value.loose === "any")) return undefined;
  return value.type;
}
