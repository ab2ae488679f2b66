import type { Records } from "../../engine/index.ts";
import { problem, type Instant } from "../../kernel/index.ts";
import { failedFields } from "./end.ts";

/** Ends a waiting job, or records that a running one is to stop. @returns its earlier state; undefined when it had ended */
export async function cancelJobRow(
  records: Records,
  id: string,
  now: Instant,
  keptMilliseconds: number,
): Promise<"queued" | "running" | undefined> {
  const at = { cancelled_at: new Date(now) };
  const waiting = await records
    .updateTable("jobs")
    .set({ ...at, ...failedFields(problem("JOB_CANCELLED", {}), now, keptMilliseconds) })
    .where("id", "=", id)
    .where("state", "=", "queued")
    .executeTakeFirstOrThrow();
  if (waiting.numUpdatedRows > 0n) return "queued";
  const running = await records.updateTable("jobs").set(at).where("id", "=", id).where("state", "=", "running").executeTakeFirstOrThrow();
  return running.numUpdatedRows > 0n ? "running" : undefined;
}
