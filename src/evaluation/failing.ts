import { Problem } from "../kernel/index.ts";

/** Whether a statement failed by what it was to compute, so that only its tags fail; otherwise the store is gone, or somebody stopped it. */
export function isOwnFailure(error: unknown, signal?: AbortSignal): error is Problem {
  return !signal?.aborted && error instanceof Problem && error.code !== "FACTS_CANCELLED" && error.code !== "FACTS_UNREACHABLE";
}

/** A statement of an evaluation may take this long, unless the installation sets another limit. */
export const PASS_SECONDS = 600;
