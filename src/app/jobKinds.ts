import { sweepDeliveriesJob, webhookJob } from "../actions/index.ts";
import { forgetOldAnswers, forgetOldAttempts, forgetReads, forgetRequestCounts, forgetSessions } from "../access/index.ts";
import { publishJob } from "../changes/index.ts";
import { bulkAssignJob, bulkUndoJob } from "../assignments/index.ts";
import { IMPORT_TAGGING } from "../suggestions/index.ts";
import { sweepMessagesJob } from "../customers/index.ts";
import { eraseJob } from "../erasure/index.ts";
import { sweepUploadsJob } from "../files/index.ts";
import { importJob, undoJob } from "../imports/index.ts";
import { exportJob, sweepExportsJob } from "../exports/index.ts";
import { backtestJob } from "../insight/index.ts";
import { sweepJob, type AnyJobKind } from "../jobs/index.ts";
import { applyJob, restoreJob, retypeJob } from "../publishing/index.ts";
import { sourceJob } from "../sources/index.ts";
import { recoverMessagesJob } from "../tracking/index.ts";
import { evaluateJob } from "../updates/index.ts";
import { sourceDeps, webhookDeps, type Configured } from "./deps.ts";

/** Every kind of job. Each stands in its own room; this list is where they meet. */
export function jobKinds(app: Configured): readonly AnyJobKind[] {
  return [
    importJob(IMPORT_TAGGING),
    undoJob(IMPORT_TAGGING),
    sourceJob(sourceDeps(app), IMPORT_TAGGING),
    exportJob,
    applyJob,
    publishJob,
    restoreJob,
    retypeJob,
    evaluateJob,
    backtestJob,
    eraseJob,
    bulkAssignJob,
    bulkUndoJob,
    webhookJob(webhookDeps(app)),
    recoverMessagesJob,
    sweepDeliveriesJob,
    sweepExportsJob,
    sweepMessagesJob,
    sweepUploadsJob,
    // Room `access` stands before the queue, so the kinds that delete its expired rows stand here.
    sweepJob("answers", "17 * * * *", forgetOldAnswers),
    sweepJob("attempts", "27 * * * *", forgetOldAttempts),
    sweepJob("reads", "33 3 * * *", forgetReads),
    sweepJob("requests", "37 * * * *", forgetRequestCounts),
    sweepJob("sessions", "47 * * * *", forgetSessions),
  ];
}
