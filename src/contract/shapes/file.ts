import { z } from "zod";

/** Where a file is, and how to read its first rows. */
export const FileSource = {
  upload: z.string().optional(),
  /** A path on the server's machine. Only the command line on that machine may use it. */
  path: z.string().max(4_096).optional(),
};

export const FileFormat = z.enum(["parquet", "csv", "jsonl", "xlsx", "text"]);
export type FileFormat = z.output<typeof FileFormat>;

/** The names of files that are read, with their format; `null`: the content decides. */
export const FILE_EXTENSIONS: Readonly<Record<string, FileFormat | null>> = {
  ".csv": "csv",
  ".tsv": "csv",
  ".txt": null,
  ".xlsx": "xlsx",
  ".xlsm": "xlsx",
  ".parquet": "parquet",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
};

/** The encoding of a text file. Absent: it is detected from the bytes. */
export const Encoding = z.enum(["utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "windows-1252"]);
export type Encoding = z.output<typeof Encoding>;
