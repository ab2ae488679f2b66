import type { ColumnType } from "kysely";

type Json<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Stamp = ColumnType<Date, Date | string | undefined, Date | string>;
type MaybeStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** Uploads and imports. */
export interface IntakeTables {
  /** A file somebody sent, kept under `<dataDir>/uploads/<id>` until it has been imported. `name` is what they called it. Key: id. */
  uploads: { id: string; name: string; bytes: number; actor: string; created_at: Stamp };
  /**
   * One run of importFile. `batch` (key) is the number its rows carry in the fact store, from counter `batch`. `state`: running, done
   * or failed. A `running` one found at start was cut off: its rows are deleted and it becomes failed. `bytes` columns are bigint.
   */
  imports: {
    batch: number;
    file: string;
    format: string;
    state: string;
    mapping: Json<Record<string, unknown>>;
    report: MaybeJson<Record<string, unknown>>;
    problem: MaybeJson<{ code: string; zh: string; en: string }>;
    actor: string;
    started_at: Stamp;
    ended_at: MaybeStamp;
  };
}
