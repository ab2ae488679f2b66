import type { ColumnType } from "kysely";

/** A jsonb column: read as the value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>;
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
/** A timestamptz column. */
export type Stamp = ColumnType<Date, Date | string | undefined, Date | string>;
export type MaybeStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
