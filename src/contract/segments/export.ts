import { z } from "zod";
import { operation } from "../define.ts";
import { ExportShape } from "../shapes/export.ts";
import { JobRef } from "../shapes/tag.ts";

/** The file that an export's job made. */
export const ExportResult = z.object({ export: z.string(), name: z.string(), rows: z.number().int(), bytes: z.number().int() });
export type ExportResult = z.output<typeof ExportResult>;

export const startExport = operation({
  id: "startExport",
  method: "POST",
  path: "/exports",
  room: "segments",
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
  room: "segments",
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
  room: "segments",
  permission: "data.export",
  status: 200,
  summary: { zh: "可导出的列", en: "Columns available for export" },
  response: z.object({
    items: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), usual: z.boolean(), masked: z.boolean() })),
  }),
});
