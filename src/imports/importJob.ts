import { importFile as operation, type ImportReport } from "../contract/index.ts";
import { defineJob, jobName, type JobKind } from "../jobs/index.ts";
import { importFile, type ImportFile } from "./importFile.ts";
import type { Tagging } from "./tagging.ts";

/** Imports, undoing and erasing run one after another, because each may name customers that another one creates or removes. */
export const DATA_SERIAL = "data";

export const IMPORT_JOB = jobName<ImportFile, ImportReport>("import", operation.body);

/** When the lease is taken, the rows of an interrupted import are removed. Then the job imports the file from its beginning. */
export const importJob = (tagging: Tagging): JobKind<ImportFile, ImportReport> =>
  defineJob({
    ...IMPORT_JOB,
    permission: "data.import",
    afterCrash: "restart",
    holderOnly: true,
    serial: () => DATA_SERIAL,
    run: (ctx, input, { progress, signal, job, attempt }) =>
      importFile({ ctx, input, progress, signal, tagging, job: { id: job, attempt } }),
  });
