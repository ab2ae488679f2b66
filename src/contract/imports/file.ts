import { z } from "zod";
import { NUMBER_FORMATS, type NumberFormat } from "../../kernel/index.ts";
import { ColumnUse, RowsAre } from "./columns.ts";
import { operation } from "../define.ts";
import { Encoding, FileFormat, FileSource } from "../shapes/file.ts";
import { SavedMapping } from "../shapes/mapping.ts";

export const FieldTypeCode = z.enum(["text", "number", "boolean", "date", "time", "list"]);

export const PreviewColumn = z.object({
  name: z.string(),
  use: ColumnUse,
  as: z.string(),
  /** By what it was recognised: its name, what stands in it, a saved mapping; null when it was not. */
  by: z.enum(["name", "content", "saved"]).nullable(),
  /** Of an attribute: its type, where the file says it. */
  type: FieldTypeCode.optional(),
});
export type PreviewColumn = z.output<typeof PreviewColumn>;

/** The beginning of a file, and what its columns seem to mean. */
export const FilePreview = z.object({
  file: z.string(),
  format: FileFormat,
  /** Names of the sheets of a workbook; empty for other files. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  /** Of text files: what all of their bytes say. */
  encoding: Encoding.nullable(),
  /** The line or row on which the header stands, and what stands above it; null where there is none to find. */
  header: z.object({ row: z.number().int(), above: z.array(z.string()) }).nullable(),
  /** Merged cells among the rows of a sheet; null where there are none. */
  merged: z.object({ ranges: z.number().int(), columns: z.array(z.string()) }).nullable(),
  rowsAre: RowsAre,
  /** The one event of all rows; "" when a column names it or there is none. */
  event: z.string(),
  columns: z.array(PreviewColumn),
  /** The first rows, cells as text; null where there is none. */
  rows: z.array(z.array(z.string().nullable())),
  /** What would be imported as it stands; null when no column identifies anybody. */
  mapping: z.record(z.string(), z.unknown()).nullable(),
  /** Mappings kept for files of these headings, the newest first; the first of them is what `columns` says. */
  saved: z.array(SavedMapping),
});
export type FilePreview = z.output<typeof FilePreview>;

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
export type Mapping = z.output<typeof Mapping>;

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

export const previewFile = operation({
  id: "previewFile",
  method: "POST",
  path: "/imports/preview",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: { zh: "文件的开头几行，和自动识别的列", en: "The first rows of a file, and what its columns seem to mean" },
  body: z
    .object({
      ...FileSource,
      /** How to read the file, as in a mapping. */
      reading: Reading.optional(),
    })
    .strict(),
  response: FilePreview,
});

/** A column of which the whole file leaves open what it is. */
export const DoubtfulColumn = z.object({
  /** nearlyNumbers: it is a text for a few cells; numberFormat: nothing says whether `1.000` is one or a thousand. */
  kind: z.enum(["nearlyNumbers", "numberFormat"]),
  /** Where the mapping names it: `attributes.income`. */
  path: z.string(),
  /** The attribute or property. */
  code: z.string(),
  column: z.string(),
  numbers: z.number().int(),
  others: z.number().int(),
  /** The first of the cells in doubt. */
  cells: z.array(z.object({ line: z.number().int(), value: z.string() })),
});
export type DoubtfulColumn = z.output<typeof DoubtfulColumn>;

export const checkFile = operation({
  id: "checkFile",
  method: "POST",
  path: "/imports/check",
  room: "imports",
  permission: "data.import",
  status: 200,
  summary: {
    zh: "读完整个文件，列出拿不准的列；不写入任何数据",
    en: "Reads a whole file through a mapping and lists the columns in doubt; nothing is written",
  },
  body: z.object({ ...FileSource, mapping: z.unknown().optional() }).strict(),
  response: z.object({ rows: z.number().int(), doubts: z.array(DoubtfulColumn) }),
});

export type MappingInput = z.input<typeof Mapping>;
