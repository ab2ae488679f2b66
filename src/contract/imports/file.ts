import { z } from "zod";
import { NUMBER_FORMATS, type NumberFormat } from "../../kernel/index.ts";
import { ColumnUse, RowsAre } from "./columnMapping.ts";
import { operation } from "../define.ts";
import { CatalogueType } from "../shapes/fieldType.ts";
import { Encoding, FileFormat, FileSource } from "../shapes/file.ts";
import { SavedMapping } from "../shapes/mapping.ts";

export const FieldTypeCode = CatalogueType;

export const PreviewColumn = z.object({
  name: z.string(),
  use: ColumnUse,
  as: z.string(),
  /** How it was recognised: by name, by content or by a saved mapping; null if it was not. */
  by: z.enum(["name", "content", "saved"]).nullable(),
  /** For an attribute: the type that the file states. */
  type: FieldTypeCode.optional(),
});
export type PreviewColumn = z.output<typeof PreviewColumn>;

/** The first rows of a file, and the recognised use of its columns. */
export const FilePreview = z.object({
  file: z.string(),
  format: FileFormat,
  /** Names of the sheets of a workbook; empty for other files. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  /** For text files: the encoding, detected from all bytes. */
  encoding: Encoding.nullable(),
  /** The number of the header's line or row, and the text above it; null if there is no header. */
  header: z.object({ row: z.number().int(), above: z.array(z.string()) }).nullable(),
  /** Merged cells of a sheet; null if there are none. */
  merged: z.object({ ranges: z.number().int(), columns: z.array(z.string()) }).nullable(),
  rowsAre: RowsAre,
  /** The event of all rows; "" if a column names it or there is none. */
  event: z.string(),
  columns: z.array(PreviewColumn),
  /** The first rows with cells as text; null for an empty cell. */
  rows: z.array(z.array(z.string().nullable())),
  /** The recognised mapping; null if no column identifies a customer. */
  mapping: z.record(z.string(), z.unknown()).nullable(),
  /** Saved mappings for files with these headings, newest first. `columns` uses the first one. */
  saved: z.array(SavedMapping),
});
export type FilePreview = z.output<typeof FilePreview>;

const Expression = z.string().min(1).max(2_000).meta({
  description: "A column's name or a computation: Quantity * UnitPrice, startsWith(InvoiceNo, 'C'), 'constant'",
});

/** The fields of a product. */
export const ProductField = z.enum(["sku", "title", "brand", "category", "price"]);
export type ProductField = z.output<typeof ProductField>;

/** How the columns of a file become customers, events or products. People write it as YAML. Unknown keys are errors. */
export const Mapping = z
  .object({
    /** The event of all rows. Without it and without `eventColumn` the rows describe customers only. */
    event: z.string().min(1).max(100).optional(),
    eventColumn: Expression.optional(),
    time: Expression.optional(),
    /** The format of times that are not ISO 8601 or native: yyyy-MM-dd, yyyyMMdd, dd/MM/yyyy HH:mm, unix, unixMillis … */
    timeFormat: z.string().max(60).optional(),
    timezone: z.string().max(60).optional(),
    /** For rows without `time`. True: each import writes every attribute again. False: only changed attributes are written. */
    restate: z.boolean().optional(),
    /** The number format of columns that do not show it: whether `1.000` is one or a thousand. */
    numberFormat: z
      .enum(NUMBER_FORMATS as [NumberFormat, ...NumberFormat[]])
      .optional()
      .meta({ description: "The thousands and decimal separators, shown by a sample number" }),
    /** Identity platform → column. A row without any identity is skipped and counted. */
    identities: z.record(z.string().min(1).max(40), Expression).default({}),
    attributes: z.record(z.string().min(1).max(100), Expression).default({}),
    properties: z.record(z.string().min(1).max(100), Expression).default({}),
    /** Columns that hold tags by name or code, several in a cell, tiers as name:value. */
    tags: z.array(Expression).max(50).default([]),
    /** Set if the rows are products: field → column. Events that carry only a SKU get the other fields from the product. */
    products: z.partialRecord(ProductField, Expression).optional(),
    /** Types that are not to be inferred: attribute or property → type. */
    types: z.record(z.string(), FieldTypeCode).default({}),
    /** For cells that do not fit their type, by attribute or property: leave out the row (skip), or only the cell. */
    unreadable: z.record(z.string(), z.enum(["skip", "missing"])).default({}),
    /** A column with the id of each event. Without it, rows with equal content are the same event. */
    id: Expression.optional(),
    /** The sender that assigned the ids, such as the name of a key. Absent: the ids of no particular sender. */
    sender: z.string().trim().min(1).max(100).optional(),
    format: FileFormat.optional(),
    encoding: Encoding.optional(),
    delimiter: z.string().min(1).max(10).optional().meta({ description: "One character, or `whitespace`" }),
    /** Column names for files without a header line. */
    columns: z.array(z.string().min(1).max(200)).max(2_000).optional(),
    /** The number of rows above the header. Absent: titles, notes and empty rows are detected. */
    skipRows: z.number().int().min(0).max(1_000_000).optional(),
    sheet: z.string().max(100).optional(),
    /** Cells merged over several rows. fill (the default): every row gets the value. first: only the first row gets it. */
    merged: z.enum(["fill", "first"]).optional(),
  })
  .strict();
export type Mapping = z.output<typeof Mapping>;

/** How a file is read, without the meaning of its columns. With only these fields in a mapping the columns are recognised. */
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
  summary: { zh: "预览文件：开头几行和自动识别的列", en: "Preview a file: its first rows and the recognised columns" },
  body: z
    .object({
      ...FileSource,
      /** How to read the file, as in a mapping. */
      reading: Reading.optional(),
    })
    .strict(),
  response: FilePreview,
});

/** A column whose type or number format stays ambiguous after the whole file was read. */
export const DoubtfulColumn = z.object({
  /** nearlyOneType: all cells but a few are values of `type`. numberFormat: nothing shows whether `1.000` is one or a thousand. */
  kind: z.enum(["nearlyOneType", "numberFormat"]),
  type: FieldTypeCode,
  /** Its place in the mapping: `attributes.income`. */
  path: z.string(),
  /** The attribute or property. */
  code: z.string(),
  column: z.string(),
  /** Cells that are values of the type, and the other ones. */
  fitting: z.number().int(),
  others: z.number().int(),
  /** The first ambiguous cells. */
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
    zh: "检查整个文件，列出需要确认的列；不写入数据",
    en: "Read a whole file with a mapping and list the ambiguous columns. Nothing is written",
  },
  body: z.object({ ...FileSource, mapping: z.unknown().optional() }).strict(),
  response: z.object({ rows: z.number().int(), doubts: z.array(DoubtfulColumn) }),
});

export type MappingInput = z.input<typeof Mapping>;
