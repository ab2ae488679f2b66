import type { Generated } from "kysely";
import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

export interface BulkAssignmentTables {
  /** Tags that one job added to many customers and removed from them. */
  bulk_assignments: {
    id: Generated<number>;
    job: string;
    state: "started" | "done" | "undone";
    actor_kind: string;
    actor: string;
    actor_name: string;
    /** The instant of the moves and of the stored assignments, also when a crash interrupts the job. */
    at: Stamp;
    /** Numbers of the tags. */
    added: Json<readonly number[]>;
    removed: Json<readonly number[]>;
    reason: string | null;
    until: MaybeStamp;
    /** How many customers were chosen. */
    customers: number;
    /** Who was chosen: 32-bit numbers as base64, so that a crash does not choose anew. Null when done. */
    chosen: string | null;
    /** References without a customer. Null when done: the job's result has them. */
    not_found: MaybeJson<readonly string[]>;
    /** The evaluations that moved the customers; more than one after a crash. */
    evaluations: Json<readonly number[]>;
    result: MaybeJson<{
      readonly tags: readonly { tag: number; direction: "in" | "out"; moved: number; already: number; kept: number }[];
      readonly replaced: readonly { tag: number; customers: number }[];
      readonly notFound: number;
    }>;
    undo_evaluations: Json<readonly number[]>;
    undone_at: MaybeStamp;
    undone_by: string | null;
    undone: MaybeJson<{ readonly left: number; readonly entered: number; readonly changedSince: number }>;
  };
}
