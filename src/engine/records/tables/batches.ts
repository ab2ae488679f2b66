export interface BatchTables {
  /** Batches whose rows no evaluation has seen yet. `ready` once all of them are written. */
  fresh_batches: { batch: number; ready: boolean };
}
