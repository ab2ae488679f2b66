import { Problem } from "../kernel/index.ts";

/** Errors that mean that the store is unreachable or was stopped, whatever the statement. */
const STORE_FAILURES = new Set(["FACTS_CANCELLED", "FACTS_UNREACHABLE", "FACTS_SILENT", "FACTS_DAMAGED"]);

/** Whether a statement failed because of what it computes. Then only its tags fail. False when the store is unreachable or was stopped. */
export function isPassFailure(error: unknown, signal?: AbortSignal): error is Problem {
  return !signal?.aborted && error instanceof Problem && !STORE_FAILURES.has(error.code);
}

/** The longest time of a statement of an evaluation, unless the installation sets another limit. */
export const PASS_SECONDS = 600;
