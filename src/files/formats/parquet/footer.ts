import { parquetMetadataAsync, type SchemaElement } from "hyparquet";
import { problem } from "../../../kernel/index.ts";
import { readAt, type LocalFile } from "../../file.ts";

const MAGIC = "PAR1";
/** A larger footer is damage. */
const MAX_FOOTER_BYTES = 256 << 20;

/**
 * Columns of a Parquet file with local clock times (timestamps not adjusted to UTC). The engine reads them as instants, so they must be
 * converted. Reads only the footer.
 * @throws FILE_TRUNCATED
 */
export async function wallClockColumns(file: LocalFile): Promise<ReadonlySet<string>> {
  const truncated = (cause?: unknown) => problem("FILE_TRUNCATED", { file: file.name, format: "Parquet" }, cause);
  if (file.bytes < 12) throw truncated();
  const head = await readAt(file.path, 0, 4);
  const tail = await readAt(file.path, file.bytes - 8, 8);
  if (head.toString("latin1") !== MAGIC || tail.readUInt32LE(0) > MAX_FOOTER_BYTES) throw truncated();
  const slice = async (from: number, to = file.bytes) => {
    const bytes = await readAt(file.path, from, to - from);
    return new Uint8Array(bytes).buffer;
  };
  try {
    const { schema } = await parquetMetadataAsync({ byteLength: file.bytes, slice }, { geoparquet: false });
    return wallColumns(schema);
  } catch (error) {
    throw truncated(error);
  }
}

/** The schema is a tree in pre-order: an element comes before its children. */
function wallColumns(schema: readonly SchemaElement[]): Set<string> {
  const columns = new Set<string>();
  let at = 1;
  const walk = (path: readonly string[]): void => {
    const { name, num_children: children = 0, logical_type: type } = schema[at++]!;
    const own = [...path, name];
    // Only top-level columns and members of plain structs. Inside lists, the path contains other names.
    if (type?.type === "TIMESTAMP" && !type.isAdjustedToUTC) columns.add(own.join("."));
    for (let child = 0; child < children; child++) walk(own);
  };
  for (let child = 0; child < (schema[0]?.num_children ?? 0); child++) walk([]);
  return columns;
}
