import type { Records } from "../engine/index.ts";

/** What an import set on customers, kept before it does: undoing and recovering read it. */
export interface ImportTagging {
  readonly evaluation: number;
  /** Codes of tags that the import makes. */
  readonly created: readonly string[];
}

/** Records the tags that an import is about to set, so that a crash can be reverted. */
export async function noteTagging(records: Records, batch: number, tagging: ImportTagging): Promise<void> {
  await records
    .updateTable("imports")
    .set({ tagging: JSON.stringify(tagging) })
    .where("id", "=", batch)
    .execute();
}
