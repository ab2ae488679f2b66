import { z } from "zod";

/** Where a file comes from, and how to read its beginning. */
export const FileSource = {
  upload: z.string().optional(),
  /** A path on the server's own machine; only the operator at its command line may give one. */
  path: z.string().max(4_096).optional(),
};

export const FileFormat = z.enum(["parquet", "csv", "jsonl", "xlsx", "text"]);
export type FileFormat = z.output<typeof FileFormat>;

/** How a text file is written. Without it the bytes decide. */
export const Encoding = z.enum(["utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "windows-1252"]);
export type Encoding = z.output<typeof Encoding>;
