import type { Kysely, Transaction } from "kysely";
import type { RecordTables } from "./tables/index.ts";

/** The records: definitions, people, permissions, jobs, audit. */
export type Records = Kysely<RecordTables>;
export type RecordsTx = Transaction<RecordTables>;
export type { RecordTables };
