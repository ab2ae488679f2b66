import { importFile as operation, type ImportReport } from "../contract/index.ts";
import { defineJob, jobName, type JobKind } from "../jobs/index.ts";
import { importFile, type ImportFile } from "./importFile.ts";
import type { Tagging } from "./tagging.ts";

/** Imports, undoing and erasing follow one another: each may name customers that the one before makes or takes away. */
export const DATA_SERIAL = "data";

export const IMPORT_JOB = jobName<ImportFile, ImportReport>("import", operation.body);

/** What a crash cut off is taken back when the lease is taken; the job then imports the file from its beginning. */
export const importJob = (tagging: Tagging): JobKind<ImportFile, ImportReport> =>
  defineJob({
    ...IMPORT_JOB,
    permission: "data.import",
    afterCrash: "restart",
    holderOnly: true,
    serial: () => DATA_SERIAL,
    run: (ctx, input, { progress, signal }) => importFile({ ctx, input, progress, signal, tagging }),
  });
