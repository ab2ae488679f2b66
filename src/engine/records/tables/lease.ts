import type { Stamp } from "./columns.ts";

/** Several processes on the same stores. All instants are the records' own clock. */
export interface LeaseTables {
  /** One row: the process that writes members. `fence` only grows. */
  writer_lease: { name: string; holder: string; fence: number; until: Stamp };
  /** Processes that live. */
  processes: { id: string; until: Stamp };
}
