import type { FileFormat } from "../../contract/index.ts";
import { readCsv } from "./csv/csv.ts";
import { readJsonl } from "./jsonl/jsonl.ts";
import type { Reading, StagedFile } from "../stagedFile.ts";
import { readText } from "./text/text.ts";

/**
 * Stages a file of any format. `used` are the names in the mapping's expressions. What reads Parquet and workbooks is loaded when such a
 * file comes: their packages would make every command load forty files more.
 */
export async function readFile(format: FileFormat, reading: Reading, used: readonly string[]): Promise<StagedFile> {
  switch (format) {
    case "parquet": {
      const { readParquet } = await import("./parquet/parquet.ts");
      return readParquet(reading);
    }
    case "csv":
      return readCsv(reading);
    case "jsonl":
      return readJsonl(reading, used);
    case "xlsx": {
      const { readXlsx } = await import("./xlsx/xlsx.ts");
      return readXlsx(reading);
    }
    case "text":
      return readText(reading);
  }
}
