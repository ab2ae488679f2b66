import { z } from "zod";
import { operation } from "../define.ts";
import { ExportFormat, ExportShape } from "../shapes/export.ts";
import { JobRef } from "../shapes/tag.ts";

/** The file that an export's job made. */
export const ExportResult = z.object({ export: z.string(), name: z.string(), rows: z.number().int(), bytes: z.number().int() });
export type ExportResult = z.output<typeof ExportResult>;

export const exportCustomers = operation({
  id: "exportCustomers",
  method: "GET",
  path: "/export",
  room: "exports",
  permission: "data.export",
  status: 200,
  summary: { zh: "导出客户名单（Excel、CSV、Parquet、JSON 行）", en: "Export customers as Excel, CSV, Parquet or JSON lines (a stream)" },
  query: z.object(ExportShape),
  response: z.any(),
});

export const exportTags = operation({
  id: "exportTags",
  method: "GET",
  path: "/tags/export",
  room: "exports",
  permission: "data.export",
  status: 200,
  summary: { zh: "导出标签列表", en: "Export the list of tags as a file" },
  query: z.object({ format: ExportFormat.default("xlsx"), mark: ExportShape.mark, headings: ExportShape.headings }),
  response: z.any(),
});

export const exportTagDictionary = operation({
  id: "exportTagDictionary",
  method: "GET",
  path: "/tag-dictionary/export",
  room: "exports",
  permission: "data.export",
  status: 200,
  summary: { zh: "导出标签字典（Markdown、Excel）", en: "Export the dictionary of tags as Markdown or Excel" },
  query: z.object({
    format: z.enum(["md", "xlsx"]).default("md"),
    lang: z.enum(["zh", "en"]).optional().meta({ description: "Of the document; absent: the reader's language" }),
  }),
  response: z.any(),
});

export const startExport = operation({
  id: "startExport",
  method: "POST",
  path: "/exports",
  room: "exports",
  permission: "data.export",
  status: 202,
  summary: { zh: "导出到文件（任务），完成后下载", en: "Export to a file (a job); download it when the job is done" },
  body: z.object({ what: z.enum(["customers", "tags"]).default("customers"), ...ExportShape }).strict(),
  response: JobRef,
});

export const readExport = operation({
  id: "readExport",
  method: "GET",
  path: "/exports/:export",
  room: "exports",
  permission: "data.export",
  status: 200,
  summary: { zh: "下载导出的文件；仅导出人可下载，保留一天", en: "Download the file of an export; only its creator may, for one day" },
  params: z.object({ export: z.string() }),
  response: z.any(),
});

export const listExportColumns = operation({
  id: "listExportColumns",
  method: "GET",
  path: "/exports/columns",
  room: "exports",
  permission: "data.export",
  status: 200,
  summary: { zh: "可导出的列", en: "Columns available for export" },
  response: z.object({
    items: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), usual: z.boolean(), masked: z.boolean() })),
  }),
});
