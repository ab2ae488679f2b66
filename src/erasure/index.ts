export { finishErasure, finishErasures } from "./finishErasure.ts";
export { eraseCustomer } from "./eraseCustomer.ts";
export { ERASE_JOB, eraseJob } from "./eraseJob.ts";
