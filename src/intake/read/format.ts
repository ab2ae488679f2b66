import { extname } from "node:path";
import type { FileFormat } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { readHead, type LocalFile } from "./file.ts";

const BY_EXTENSION: Readonly<Record<string, FileFormat>> = {
  ".parquet": "parquet",
  ".csv": "csv",
  ".tsv": "csv",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".xlsx": "xlsx",
  ".xlsm": "xlsx",
  ".xls": "xlsx",
};

/** What a file is: as the mapping says, else by its name, else by its first bytes. @throws FORMAT_UNKNOWN */
export async function formatOf(file: LocalFile, declared: FileFormat | undefined, delimiter: string | undefined): Promise<FileFormat> {
  if (declared) return declared;
  if (delimiter === "whitespace") return "text";
  const known = BY_EXTENSION[extname(file.name).toLowerCase()];
  if (known) return known;
  const head = await readHead(file.path, 4096);
  if (head.subarray(0, 4).toString("latin1") === "PAR1") return "parquet";
  if (head.subarray(0, 4).toString("latin1") === "PK\x03\x04") return "xlsx";
  const text = head
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  if (text.startsWith("{")) return "jsonl";
  const first = text.split(/\r?\n/, 1)[0]!;
  if (delimiter !== undefined || /[,;\t|]/.test(first)) return "csv";
  throw problem("FORMAT_UNKNOWN", { file: file.name });
}
