import { Problem } from "../kernel/index.ts";

/** Errors that say the store is gone or was stopped, whatever the statement. */
const STORE_FAILURES = new Set(["FACTS_CANCELLED", "FACTS_UNREACHABLE", "FACTS_SILENT", "FACTS_DAMAGED"]);

/** Whether a statement failed because of what it computes, so that only its tags fail, rather than because the store is gone or was stopped. */
export function isPassFailure(error: unknown, signal?: AbortSignal): error is Problem {
  return !signal?.aborted && error instanceof Problem && !STORE_FAILURES.has(error.code);
}

/** A statement of an evaluation may take this long, unless the installation sets another limit. */
export const PASS_SECONDS = 600;
