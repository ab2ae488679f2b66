import type { Json, MaybeStamp, Stamp } from "./columns.ts";

/** One tag of a change request: its definition before and after, as documents write it. */
export interface ChangeEntry {
  readonly code: string;
  /** The state that it was in when the request was made; `none`: there was no such tag. */
  readonly was: "none" | "published" | "paused" | "retired";
  /** Null: there was none, or it was retired. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** The number of the group that it stood in. */
  readonly beforeGroup: number | null;
  /** Null: it is retired. */
  readonly after: Readonly<Record<string, unknown>> | null;
  /** The number of the group that it comes to; null: none, or one that does not exist yet. */
  readonly afterGroup: number | null;
}

export interface ChangeTables {
  changes: {
    id: number;
    state: "open" | "approved" | "published" | "rejected" | "withdrawn";
    title: string;
    entries: Json<ChangeEntry[]>;
    made_kind: "person" | "key" | "operator" | "system";
    made_by: string;
    made_name: string;
    /** The person who made it, or who made the key that made it; `operator` for the machine's operator. */
    made_behind: string;
    made_at: Stamp;
    decided_by: string | null;
    decided_name: string | null;
    decided_at: MaybeStamp;
    published_at: MaybeStamp;
    /** The job that publishes it. */
    job: string | null;
  };
  change_comments: {
    id: string;
    change: number;
    kind: "comment" | "approval" | "rejection" | "withdrawal";
    by: string;
    by_name: string;
    at: Stamp;
    text: string;
  };
}
