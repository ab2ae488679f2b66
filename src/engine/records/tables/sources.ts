import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** Data sources, their runs, and the objects that were read. */
export interface SourceTables {
  sources: {
    id: string;
    name: string;
    /** A SourcePlace. */
    place: Json<Record<string, unknown>>;
    /** Sealed. */
    secret: string | null;
    query: string | null;
    /** The column that incrementalColumn, and its greatest value read. */
    incremental_column: string | null;
    mark: string | null;
    mapping: MaybeJson<unknown>;
    /** Seconds. */
    every: number | null;
    state: "active" | "paused";
    next_at: MaybeStamp;
    /** A process is reading it until then at most. */
    claimed_until: MaybeStamp;
    owner_kind: string;
    owner: string;
    owner_name: string;
    created_at: Stamp;
  };
  source_runs: {
    id: string;
    source: string;
    state: "running" | "done" | "failed";
    rows: number;
    files: number;
    events_added: number;
    customers_created: number;
    skipped: number;
    imports: Json<string[]>;
    problem: MaybeJson<{ code: string; zh: string; en: string }>;
    started_at: Stamp;
    ended_at: MaybeStamp;
  };
  source_objects: { source: string; name: string; version: string; read_at: Stamp };
}
