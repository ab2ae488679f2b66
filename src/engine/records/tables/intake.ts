import type { Json, MaybeJson, MaybeStamp, Stamp } from "./columns.ts";

/** The evaluation under which members were changed, and the codes of the tags that were made. */
export interface ImportTagging {
  readonly evaluation: number | null;
  readonly created: readonly string[];
}

/** Uploads and imports. */
export interface IntakeTables {
  /** A file a person sent; `path` is relative to the data directory: `uploads/<id>`. */
  uploads: { id: string; name: string; path: string; bytes: number; actor: string; created_at: Stamp };
  imports: {
    /** The number that stands for the import in the fact store: `batch`. */
    id: number;
    /** A `running` one found at start was cut off: its rows are deleted and it becomes `failed`. An `undoing` one is undone to the end. */
    state: "running" | "done" | "failed" | "undoing" | "undone";
    file: string;
    format: string;
    mapping: Json<Record<string, unknown>>;
    /** The job that ran it; null where a program or a data source imported. */
    job: string | null;
    /** An ImportReport, once done. */
    report: MaybeJson<Record<string, unknown>>;
    /** Why it failed. */
    problem: MaybeJson<{ code: string; zh: string; en: string }>;
    actor: string;
    started_at: Stamp;
    ended_at: MaybeStamp;
    /** What was begun for the tags it names: written before anything of it is, so that it can be taken back. */
    tagging: MaybeJson<ImportTagging>;
    /** When, by whom, and how much was taken back. */
    undone: MaybeJson<Record<string, unknown>>;
  };
  /** Overrides that an import set. */
  import_overrides: { import: number; override: number };
  /** What columns mean, by a name, for files of the same headings. */
  import_mappings: {
    id: string;
    name: string;
    headings: Json<string[]>;
    mapping: Json<Record<string, unknown>>;
    created_by: string;
    updated_at: Stamp;
  };
  /** Files of exports; `path` is relative to the data directory: `exports/<id>`. */
  exports: {
    id: string;
    name: string;
    path: string;
    content_type: string;
    rows: number;
    bytes: number;
    actor: string;
    created_at: Stamp;
  };
}
