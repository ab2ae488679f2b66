export { drainEverywhere } from "./drainEverywhere.ts";
export { gatherLongerWhile, sendMessages, drainMessages } from "./send.ts";
export type { MessageOutcome, SubmissionResult } from "./submission.ts";
export { recoverMessagesJob } from "./recoverMessagesJob.ts";
export { recoverMessages } from "./revertBatch.ts";
