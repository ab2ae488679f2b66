import type { Generated } from "kysely";
import type { Json, MaybeJson, Stamp } from "./columns.ts";

export interface StreamTables {
  /** Values that did not have the type of their property or attribute (`event` is then empty), counted. */
  violations: { event: string; code: string; type: string; values: number; example: string; last_at: Stamp };
  /** Messages whose sender had sent another under their id, kept aside; one that comes again is one row and counted. */
  message_conflicts: {
    id: Generated<number>;
    sender: string;
    event: string;
    message: string;
    /** Digest of what it says. */
    content: string;
    /** JSON of `{ time, properties }`. */
    payload: string;
    identities: Json<string[]>;
    customer: number;
    batch: number;
    times: Generated<number>;
    first_at: Stamp;
    last_at: Stamp;
  };
  /** Requests with a key of their own: `request` is the hash of what was asked; `answer` is null while it is being worked on. */
  answered_requests: { actor: string; key: string; request: string; answer: MaybeJson<unknown>; at: Stamp };
}
