import type { z } from "zod";
import { startExport as operation, type ExportResult } from "../contract/index.ts";
import { defineJob, jobName } from "../jobs/index.ts";
import { fileCustomers } from "./file.ts";
import { fileTags } from "./exportTags.ts";

export const EXPORT_JOB = jobName<z.output<typeof operation.body>, z.output<typeof ExportResult>>("export", operation.body);

/** After a crash, the unfinished file has no record and is removed after a day. The job writes another one. */
export const exportJob = defineJob({
  ...EXPORT_JOB,
  permission: "data.export",
  afterCrash: "restart",
  run: (ctx, { what, ...input }, { progress, signal }) =>
    what === "tags" ? fileTags({ ctx, input, progress, signal }) : fileCustomers({ ctx, input, progress, signal }),
});
