import type { FileFormat } from "../contract/index.ts";
import { readCsv } from "./csv/csv.ts";
import { readJsonl } from "./jsonl/jsonl.ts";
import { readParquet } from "./parquet/parquet.ts";
import type { Reading, StagedFile } from "./stagedFile.ts";
import { readText } from "./text.ts";
import { readXlsx } from "./xlsx/xlsx.ts";

/** Stages a file of any format. `used` are the names in the mapping's expressions. */
export function readFile(format: FileFormat, reading: Reading, used: readonly string[]): Promise<StagedFile> {
  switch (format) {
    case "parquet":
      return readParquet(reading);
    case "csv":
      return readCsv(reading);
    case "jsonl":
      return readJsonl(reading, used);
    case "xlsx":
      return readXlsx(reading);
    case "text":
      return readText(reading);
  }
}
