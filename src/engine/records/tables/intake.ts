import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** Uploads and imports. */
export interface IntakeTables {
  /** A file a person sent; `path` is relative to the data directory: `uploads/<id>`. */
  uploads: { id: string; name: string; path: string; bytes: number; actor: string; created_at: Stamp };
  imports: {
    /** The number that stands for the import in the fact store: `batch`. */
    id: number;
    /** A `running` one found at start was cut off: its rows are deleted and it becomes `failed`. */
    state: "running" | "done" | "failed" | "undone";
    file: string;
    format: string;
    mapping: Json<Record<string, unknown>>;
    /** An ImportReport, once done. */
    report: MaybeJson<Record<string, unknown>>;
    /** Why it failed. */
    problem: MaybeJson<{ code: string; zh: string; en: string }>;
    actor: string;
    started_at: Stamp;
    ended_at: MaybeStamp;
  };
}
