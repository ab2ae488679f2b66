import { z } from "zod";
import { NUMBER_FORMATS, type NumberFormat } from "../kernel/index.ts";
import { InstantText, Text, page, Cursor, Limit } from "./common.ts";
import { operation } from "./define.ts";
import { JobRef } from "./tags.ts";

export const FileFormat = z.enum(["parquet", "csv", "jsonl", "xlsx", "text"]);
export type FileFormat = z.output<typeof FileFormat>;

/** How a text file is written. Without it the bytes decide. */
export const Encoding = z.enum(["utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "windows-1252"]);
export type Encoding = z.output<typeof Encoding>;

export const FieldTypeCode = z.enum(["text", "number", "boolean", "date", "time", "list"]);

const Expression = z.string().min(1).max(2_000).meta({
  description: "A column's name or a computation: Quantity * UnitPrice, startsWith(InvoiceNo, 'C'), 'constant'",
});

/** What is known of a product. */
export const ProductField = z.enum(["sku", "title", "brand", "category", "price"]);
export type ProductField = z.output<typeof ProductField>;

/** How the columns of a file become customers and events. The file form is YAML; unknown keys are errors. */
export const Mapping = z
  .object({
    /** A constant event name; or `eventColumn`. Without either the rows describe customers only. */
    event: z.string().min(1).max(100).optional(),
    eventColumn: Expression.optional(),
    time: Expression.optional(),
    /** How times are written when not ISO 8601 or a native type: yyyy-MM-dd, yyyyMMdd, dd/MM/yyyy HH:mm, unix, unixMillis … */
    timeFormat: z.string().max(60).optional(),
    timezone: z.string().max(60).optional(),
    /** Without `time`: attributes are stated anew at each import, also where they hold already. Otherwise only what changes is written. */
    restate: z.boolean().optional(),
    /** How numbers are written where a column does not show it: whether `1.000` is one or a thousand. */
    numberFormat: z
      .enum(NUMBER_FORMATS as [NumberFormat, ...NumberFormat[]])
      .optional()
      .meta({ description: "What parts thousands and what stands before the fraction, by a sample" }),
    /** Identity platform → column. A row without any identity is skipped and counted. */
    identities: z.record(z.string().min(1).max(40), Expression).default({}),
    attributes: z.record(z.string().min(1).max(100), Expression).default({}),
    properties: z.record(z.string().min(1).max(100), Expression).default({}),
    /** Columns of tags: names or codes, several a cell, tiers as name:value. */
    tags: z.array(Expression).max(50).default([]),
    /** Rows are products rather than customers: what each column says of one. Orders that carry a SKU are filled in from it. */
    products: z.partialRecord(ProductField, Expression).optional(),
    /** Types where they should not be inferred: attribute or property name → type. */
    types: z.record(z.string(), FieldTypeCode).default({}),
    /** What becomes of a cell that cannot be read as its type, by attribute or property: the row is left out (skip), or the cell is. */
    unreadable: z.record(z.string(), z.enum(["skip", "missing"])).default({}),
    /** A column that names each event; without it a row's whole content decides sameness. */
    id: Expression.optional(),
    /** Whose ids these are, such as the name of a program's key; anybody's when absent. */
    sender: z.string().trim().min(1).max(100).optional(),
    format: FileFormat.optional(),
    encoding: Encoding.optional(),
    delimiter: z.string().min(1).max(10).optional().meta({ description: "One character, or `whitespace`" }),
    /** Column names for files without a header line. */
    columns: z.array(z.string().min(1).max(200)).max(2_000).optional(),
    /** Rows above the header. Without it titles, notes and empty rows above are found. */
    skipRows: z.number().int().min(0).max(1_000_000).optional(),
    sheet: z.string().max(100).optional(),
    /** Cells merged over several rows of a sheet: fill (every row has the value; the default), first (only the first row has it). */
    merged: z.enum(["fill", "first"]).optional(),
  })
  .strict();
/** How a file is read, apart from what its columns mean. A mapping that says no more leaves the columns to be recognised. */
export const Reading = Mapping.pick({
  format: true,
  encoding: true,
  delimiter: true,
  columns: true,
  skipRows: true,
  sheet: true,
  merged: true,
  timezone: true,
  timeFormat: true,
  numberFormat: true,
})
  .extend({ types: Mapping.shape.types.removeDefault(), unreadable: Mapping.shape.unreadable.removeDefault() })
  .partial()
  .strict();
export type Reading = z.output<typeof Reading>;
export type Mapping = z.output<typeof Mapping>;
export type MappingInput = z.input<typeof Mapping>;

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

export const JobShape = z.object({
  id: z.string(),
  kind: z.enum(["import", "undo", "export", "apply", "evaluate", "backtest", "erase"]),
  state: z.enum(["running", "done", "failed"]),
  step: Text.nullable(),
  /** 0 to 1; null while it cannot be known. */
  progress: z.number().nullable(),
  result: z.unknown().nullable(),
  problem: z
    .object({ code: z.string(), zh: z.string(), en: z.string(), exit: z.number().int(), issues: z.array(z.unknown()).optional() })
    .nullable(),
  startedAt: InstantText,
  endedAt: InstantText.nullable(),
  /** It was told to stop; it ends as `failed` with JOB_CANCELLED as soon as the stores have let go. */
  cancelling: z.boolean(),
});
export type JobShape = z.output<typeof JobShape>;

export const uploadFile = operation({
  id: "uploadFile",
  method: "POST",
  path: "/uploads",
  room: "intake",
  permission: "data.import",
  status: 201,
  summary: { zh: "上传文件（请求体即文件）", en: "Upload a file; the request body is the file" },
  query: z.object({ name: z.string().min(1).max(255) }),
  response: z.object({ upload: z.string(), bytes: z.number().int() }),
});
export const importFile = operation({
  id: "importFile",
  method: "POST",
  path: "/imports",
  room: "intake",
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
  room: "intake",
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
  room: "intake",
  permission: "data.import",
  status: 200,
  summary: { zh: "下载未导入的行及原因", en: "The rows that were not imported, with reasons (CSV or Excel)" },
  params: z.object({ import: z.string() }),
  query: z.object({ format: z.enum(["csv", "xlsx"]).default("csv") }),
  response: z.any(),
});
export const readJob = operation({
  id: "readJob",
  method: "GET",
  path: "/jobs/:job",
  room: "app",
  permission: null,
  status: 200,
  summary: { zh: "任务进度", en: "Progress and result of a job" },
  params: z.object({ job: z.string() }),
  query: z.object({
    wait: z.coerce.number().int().min(0).max(30_000).default(0).meta({ description: "Milliseconds to wait for a change of state" }),
  }),
  response: JobShape,
});
