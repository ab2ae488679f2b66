import type { RecordsTx, Records } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { nextRevision } from "./state/setState.ts";

/** Why a tag could not be computed, as it is kept with the tag. */
export interface TagFailure {
  /** RFC 3339. */
  readonly at: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Notes until when the members of tags are true. @param ids `tags.id` */
export async function noteEvaluated(records: Records | RecordsTx, ids: readonly number[], at: Instant): Promise<void> {
  if (ids.length === 0) return;
  await records
    .updateTable("tags")
    .set({ evaluated_at: new Date(at), failure: null })
    .where("id", "in", [...ids])
    .execute();
}

/** Notes why a tag was not computed; its members stay as they were. */
export async function noteFailure(records: Records | RecordsTx, id: number, failure: TagFailure): Promise<void> {
  await records
    .updateTable("tags")
    .set({ failure: JSON.stringify(failure) })
    .where("id", "=", id)
    .execute();
}

/** Retires tags by code. Their members and history stay. */
export async function retireTags(records: Records | RecordsTx, codes: readonly string[], at: Instant): Promise<void> {
  await records
    .updateTable("tags")
    .set({ state: "retired", state_at: new Date(at), revision: nextRevision(), updated_at: new Date(at) })
    .where("code", "in", [...codes])
    .execute();
}
