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
  summary: { zh: "撤销一次导入（任务）", en: "Take a whole import back (a job)" },
  params: z.object({ import: z.string() }),
  response: JobRef,
});

export const SkipReason = z.object({ code: z.string(), zh: z.string(), en: z.string(), rows: z.number().int() });

export const ImportReport = z.object({
  id: z.string(),
  file: z.string(),
  format: FileFormat,
  /** Of text files. Absent in reports of earlier versions. */
  encoding: Encoding.nullable().optional(),
  /** The line or row of the sheet on which the header was found; null where it was not looked for. */
  headerRow: z.number().int().nullable().optional(),
  read: z.number().int(),
  accepted: z.number().int(),
  skipped: z.number().int(),
  reasons: z.array(SkipReason),
  customersCreated: z.number().int(),
  identitiesAdded: z.number().int(),
  eventsAdded: z.number().int(),
  /** Rows already present from an earlier import. */
  repeated: z.number().int(),
  /** Which imports or requests had brought them, by number. Absent in reports of earlier versions. */
  repeats: z.array(z.object({ batch: z.number().int(), rows: z.number().int() })).optional(),
  /** Of those, rows whose id a file had brought with other content: what came first stands. */
  conflicts: z.number().int().optional(),
  attributesAdded: z.number().int(),
  /** Memberships of tags that the file brought, overrides on rule and tiered tags among them; and tags that were made for it. */
  tagged: z.number().int(),
  tagsCreated: z.array(z.string()),
  /** Products that are new or differ from what was known. */
  productsAdded: z.number().int(),
  /** Numbers with more than six digits after the point, rounded. */
  rounded: z.number().int(),
  seconds: z.number(),
  rowsPerSecond: z.number(),
  /** Where the bad rows can be fetched; null when there are none. */
  badRows: z.string().nullable(),
  warnings: z.array(Text),
  startedAt: InstantText,
});
export type ImportReport = z.output<typeof ImportReport>;

/** What undoing an import took back. */
export const UndoResult = z.object({
  import: z.string(),
  events: z.number().int(),
  attributes: z.number().int(),
  identities: z.number().int(),
  customers: z.number().int(),
  /** Customers that the import made and that stay, because others have written about them since. */
  kept: z.number().int(),
  tagged: z.number().int(),
  products: z.number().int(),
  tagsRetired: z.array(z.string()),
  warnings: z.array(Text),
});
export type UndoResult = z.output<typeof UndoResult>;

/** An import as it is listed: its report, and whether it was taken back since. */
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
  summary: { zh: "导入一个文件", en: "Import an uploaded file through a mapping (a job)" },
  body: z
    .object({
      upload: z.string().optional(),
      /** A path on the server's own machine; only the operator at its command line may give one. */
      path: z.string().max(4_096).optional(),
      mapping: z
        .unknown()
        .optional()
        .meta({ description: "See Mapping; without one the columns are recognised by their names and contents" }),
      /** Tags that the file names and nobody knows are made, as static tags; otherwise they are listed and nothing is imported. */
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
