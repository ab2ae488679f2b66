import { z } from "zod";
import { Cursor, InstantText, Limit, Text, page } from "../common.ts";
import { operation } from "../define.ts";
import { Encoding, FileFormat } from "../shapes/file.ts";
import { JobRef } from "../shapes/tag.ts";

export const undoImport = operation({
  id: "undoImport",
  method: "POST",
  path: "/imports/:import/undo",
  room: "imports",
  permission: "data.import",
  status: 202,
  summary: { zh: "撤销一次导入（任务）", en: "Undo an import (a job)" },
  params: z.object({ import: z.string() }),
  response: JobRef,
});

export const SkipReason = z.object({ code: z.string(), zh: z.string(), en: z.string(), rows: z.number().int() });

export const ImportReport = z.object({
  id: z.string(),
  file: z.string(),
  format: FileFormat,
  /** For text files. Absent in reports of earlier versions. */
  encoding: Encoding.nullable().optional(),
  /** The number of the header's line or row; null if it was not searched for. */
  headerRow: z.number().int().nullable().optional(),
  read: z.number().int(),
  accepted: z.number().int(),
  skipped: z.number().int(),
  reasons: z.array(SkipReason),
  customersCreated: z.number().int(),
  identitiesAdded: z.number().int(),
  eventsAdded: z.number().int(),
  /** Rows that were stored before. */
  repeated: z.number().int(),
  /** The imports or requests that stored them first, by number. Absent in reports of earlier versions. */
  repeats: z.array(z.object({ batch: z.number().int(), rows: z.number().int() })).optional(),
  /** Of the repeated rows, those with different content under the same id. The first content counts. */
  conflicts: z.number().int().optional(),
  attributesAdded: z.number().int(),
  /** Assignments and overrides from the file (`tagged`), and tags that it created. */
  tagged: z.number().int(),
  tagsCreated: z.array(z.string()),
  /** New or changed products. */
  productsAdded: z.number().int(),
  /** Numbers that were rounded to six decimal places. */
  rounded: z.number().int(),
  seconds: z.number(),
  rowsPerSecond: z.number(),
  /** The address of the rows that were not imported; null if there are none. */
  badRows: z.string().nullable(),
  warnings: z.array(Text),
  startedAt: InstantText,
});
export type ImportReport = z.output<typeof ImportReport>;

/** What the undo of an import removed. */
export const UndoResult = z.object({
  import: z.string(),
  events: z.number().int(),
  attributes: z.number().int(),
  identities: z.number().int(),
  customers: z.number().int(),
  /** Customers that the import created and that remain, because later data concerns them. */
  kept: z.number().int(),
  tagged: z.number().int(),
  products: z.number().int(),
  tagsRetired: z.array(z.string()),
  warnings: z.array(Text),
});
export type UndoResult = z.output<typeof UndoResult>;

/** An import in the list: its report, and whether it was undone. */
export const ImportRecord = ImportReport.extend({
  state: z.enum(["done", "undoing", "undone"]),
  undone: UndoResult.extend({ at: InstantText, by: z.string() }).nullable(),
});
export type ImportRecord = z.output<typeof ImportRecord>;

export const importFile = operation({
  id: "importFile",
  method: "POST",
  path: "/imports",
  room: "imports",
  permission: "data.import",
  status: 202,
  summary: { zh: "按列映射导入已上传的文件（任务）", en: "Import an uploaded file with a mapping (a job)" },
  body: z
    .object({
      upload: z.string().optional(),
      /** A path on the server's machine. Only the command line on that machine may use it. */
      path: z.string().max(4_096).optional(),
      mapping: z.unknown().optional().meta({ description: "See Mapping. Absent: columns are recognised by name and content" }),
      /** True: unknown tags in the file are created as static tags. False: they are listed in an error, and nothing is imported. */
      createTags: z.boolean().default(false),
    })
    .strict(),
  response: JobRef,
});

export const listImports = operation({
  id: "listImports",
  method: "GET",
  path: "/imports",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: { zh: "导入记录", en: "Imports, newest first" },
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(ImportRecord),
});

export const readBadRows = operation({
  id: "readBadRows",
  method: "GET",
  path: "/imports/:import/bad-rows",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: { zh: "下载未导入的行及原因", en: "The rows that were not imported, with reasons (CSV or Excel)" },
  params: z.object({ import: z.string() }),
  query: z.object({ format: z.enum(["csv", "xlsx"]).default("csv") }),
  response: z.any(),
});
