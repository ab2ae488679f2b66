import { z } from "zod";
import { ColumnUse, RowsAre } from "./columns.ts";
import { InstantText } from "./common.ts";
import { operation } from "./define.ts";
import { Encoding, FieldTypeCode, FileFormat, Reading } from "./intake.ts";
import { JobRef } from "./tags.ts";

export const TemplateKind = z.enum(["customers", "tags", "events", "products"]);
export type TemplateKind = z.output<typeof TemplateKind>;
const Language = z.enum(["zh", "en"]);

/** Where a file comes from, and how to read its beginning. */
const Source = {
  upload: z.string().optional(),
  /** A path on the server's own machine; only the operator at its command line may give one. */
  path: z.string().max(4_096).optional(),
};

export const SavedMapping = z.object({
  id: z.string(),
  name: z.string(),
  headings: z.array(z.string()),
  mapping: z.record(z.string(), z.unknown()),
  createdBy: z.string(),
  updatedAt: InstantText,
});
export type SavedMapping = z.output<typeof SavedMapping>;

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

export const previewFile = operation({
  id: "previewFile",
  method: "POST",
  path: "/imports/preview",
  room: "intake",
  permission: "data.import",
  status: 200,
  summary: { zh: "文件的开头几行，和自动识别的列", en: "The first rows of a file, and what its columns seem to mean" },
  body: z
    .object({
      ...Source,
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
  room: "intake",
  permission: "data.import",
  status: 200,
  summary: {
    zh: "读完整个文件，列出拿不准的列；不写入任何数据",
    en: "Reads a whole file through a mapping and lists the columns in doubt; nothing is written",
  },
  body: z.object({ ...Source, mapping: z.unknown().optional() }).strict(),
  response: z.object({ rows: z.number().int(), doubts: z.array(DoubtfulColumn) }),
});
export const undoImport = operation({
  id: "undoImport",
  method: "POST",
  path: "/imports/:import/undo",
  room: "intake",
  permission: "data.import",
  status: 202,
  summary: { zh: "撤销一次导入（任务）", en: "Take a whole import back (a job)" },
  params: z.object({ import: z.string() }),
  response: JobRef,
});
export const listMappings = operation({
  id: "listMappings",
  method: "GET",
  path: "/mappings",
  room: "intake",
  permission: "data.import",
  status: 200,
  summary: { zh: "保存的列映射", en: "Mappings kept by name" },
  response: z.object({ items: z.array(SavedMapping) }),
});
export const saveMapping = operation({
  id: "saveMapping",
  method: "PUT",
  path: "/mappings/:name",
  room: "intake",
  permission: "data.import",
  status: 200,
  summary: { zh: "保存列映射（同名则更新）", en: "Keep a mapping under a name; the same name is replaced" },
  params: z.object({ name: z.string().trim().min(1).max(60) }),
  body: z.object({ headings: z.array(z.string().max(500)).min(1).max(2_000), mapping: z.unknown() }).strict(),
  response: SavedMapping,
});
export const deleteMapping = operation({
  id: "deleteMapping",
  method: "DELETE",
  path: "/mappings/:name",
  room: "intake",
  permission: "data.import",
  status: 200,
  summary: { zh: "删除保存的列映射", en: "Forget a mapping" },
  params: z.object({ name: z.string().min(1).max(60) }),
  response: z.object({ ok: z.literal(true) }),
});
export const makeTemplate = operation({
  id: "makeTemplate",
  method: "GET",
  path: "/templates/:kind",
  room: "intake",
  permission: "data.import",
  status: 200,
  summary: { zh: "下载 Excel 模板", en: "An Excel template to fill in and import" },
  params: z.object({ kind: TemplateKind }),
  query: z.object({ lang: Language.optional() }),
  response: z.any(),
});

export const ExportFormat = z.enum(["csv", "jsonl", "parquet", "xlsx"]);
export type ExportFormat = z.output<typeof ExportFormat>;

/** What is exported and how it is written; in the query of a stream and in the body of a job. */
export const ExportShape = {
  where: z.string().max(10_000).optional().meta({ description: "Combination of tags; everybody without one" }),
  format: ExportFormat.default("csv"),
  mark: z
    .enum(["none", "bom"])
    .default("none")
    .meta({ description: "bom: begin a CSV with the byte-order mark by which Excel knows UTF-8" }),
  headings: z
    .enum(["codes", "zh", "en"])
    .optional()
    .meta({ description: "What stands over the columns: codes (default), or names in a language (default of xlsx: the reader's)" }),
  columns: z.string().max(50_000).optional().meta({
    description:
      "Comma-separated: customer, name, an identity platform (identity.crm), an attribute (attribute.city), a tag (tag.high_value), tags",
  }),
};

/** A finished file of an export's job. */
export const ExportResult = z.object({ export: z.string(), name: z.string(), rows: z.number().int(), bytes: z.number().int() });
export type ExportResult = z.output<typeof ExportResult>;

export const startExport = operation({
  id: "startExport",
  method: "POST",
  path: "/exports",
  room: "segments",
  permission: "data.export",
  status: 202,
  summary: { zh: "导出到文件（任务），完成后下载", en: "Export into a file (a job), to be fetched when done" },
  body: z.object({ what: z.enum(["customers", "tags"]).default("customers"), ...ExportShape }).strict(),
  response: JobRef,
});
export const readExport = operation({
  id: "readExport",
  method: "GET",
  path: "/exports/:export",
  room: "segments",
  permission: "data.export",
  status: 200,
  summary: { zh: "下载导出的文件", en: "The file of an export; whoever made it may fetch it for a day" },
  params: z.object({ export: z.string() }),
  response: z.any(),
});
export const listExportColumns = operation({
  id: "listExportColumns",
  method: "GET",
  path: "/exports/columns",
  room: "segments",
  permission: "data.export",
  status: 200,
  summary: { zh: "可导出的列", en: "Columns that an export may have" },
  response: z.object({
    items: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), usual: z.boolean(), masked: z.boolean() })),
  }),
});
export const exportTags = operation({
  id: "exportTags",
  method: "GET",
  path: "/tags/export",
  room: "insight",
  permission: "data.export",
  status: 200,
  summary: { zh: "导出标签列表", en: "The list of tags as a file" },
  query: z.object({ format: ExportFormat.default("xlsx"), mark: ExportShape.mark, headings: ExportShape.headings }),
  response: z.any(),
});
