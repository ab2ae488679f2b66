import type { RecordsTx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

export interface RestoredAssignments {
  /** Ids of those that end, and of those that hold again. */
  readonly end: readonly number[];
  readonly restore: readonly number[];
}

const PART_IDS = 10_000;

/** Makes the stored assignments what they were before a bulk assignment. */
export async function restoreAssignments(tx: RecordsTx, bulk: number, { end, restore }: RestoredAssignments, at: Instant): Promise<void> {
  for (let from = 0; from < end.length; from += PART_IDS)
    await tx
      .updateTable("overrides")
      .set({ removed_at: new Date(at) })
      .where("id", "in", end.slice(from, from + PART_IDS))
      .where("removed_at", "is", null)
      .execute();
  for (let from = 0; from < restore.length; from += PART_IDS)
    await tx
      .updateTable("overrides")
      .set({ removed_at: null, ended_in: null })
      .where("id", "in", restore.slice(from, from + PART_IDS))
      .where("ended_in", "=", bulk)
      .execute();
}
