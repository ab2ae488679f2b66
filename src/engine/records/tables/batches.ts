import type { Generated } from "kysely";

export interface BatchTables {
  /**
   * Batches whose rows no evaluation has seen yet. `ready` once all of them are written. One of `messages` that a crash left
   * unready was promised to nobody, so it is taken back. `process` writes it: one that has ended writes no more.
   */
  pending_batches: { batch: number; ready: boolean; messages: Generated<boolean>; process: string | null };
}
