import { extname } from "node:path";
import { FILE_EXTENSIONS, type FileFormat } from "../../contract/index.ts";
import { problem } from "../../kernel/index.ts";
import { readHead, type LocalFile } from "../file.ts";
import { HEADER_ROWS } from "../header/find.ts";

/** The format of a file: from the mapping, else from its name, else from its first bytes. @throws FORMAT_UNKNOWN */
export async function formatOf(file: LocalFile, declared: FileFormat | undefined, delimiter: string | undefined): Promise<FileFormat> {
  if (declared) return declared;
  if (delimiter === "whitespace") return "text";
  const extension = extname(file.name).toLowerCase();
  // The reader of workbooks says how to save the old format as the new one.
  const byName = extension === ".xls" ? "xlsx" : FILE_EXTENSIONS[extension];
  if (byName) return byName;
  const head = await readHead(file.path, 4096);
  if (head.subarray(0, 4).toString("latin1") === "PAR1") return "parquet";
  if (head.subarray(0, 4).toString("latin1") === "PK\x03\x04") return "xlsx";
  // Zero bytes occur in UTF-16 text.
  const text = head
    .toString("utf8")
    .replaceAll("\0", "")
    .replace(/^\ufeff/, "")
    .trimStart();
  if (text.startsWith("{")) return "jsonl";
  // A title may stand above the header.
  const lines = text.split(/\r?\n/, HEADER_ROWS);
  if (delimiter !== undefined || /[,;\t|]/.test(lines[0]!) || lines.filter((line) => /[,;\t|]/.test(line)).length > lines.length / 2)
    return "csv";
  throw problem("FORMAT_UNKNOWN", { file: file.name });
}
