import { Problem } from "../kernel/index.ts";

/** What says that the store is gone, or stopped, whatever was asked. */
const STORES = new Set(["FACTS_CANCELLED", "FACTS_UNREACHABLE", "FACTS_SILENT", "FACTS_DAMAGED"]);

/** Whether a statement failed by what it was to compute, so that only its tags fail; otherwise the store is gone, or somebody stopped it. */
export function isOwnFailure(error: unknown, signal?: AbortSignal): error is Problem {
  return !signal?.aborted && error instanceof Problem && !STORES.has(error.code);
}

/** A statement of an evaluation may take this long, unless the installation sets another limit. */
export const PASS_SECONDS = 600;
