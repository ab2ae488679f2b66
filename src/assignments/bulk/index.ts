export { assignInBulk, checkBulkAssignment, type BulkWork } from "./assignInBulk.ts";
export { BULK_ASSIGN_JOB, BULK_UNDO_JOB, bulkAssignJob, bulkUndoJob } from "./bulkJobs.ts";
export { listBulkAssignments } from "./listBulkAssignments.ts";
export { checkUndo, undoBulkAssignment } from "./undoBulkAssignment.ts";
