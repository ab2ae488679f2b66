import { sql as recordsSql } from "kysely";
import type { Records } from "../records/types.ts";

/** A process that was silent for so long is dead. By the clock of the records. */
export const SILENCE_MILLISECONDS = 6_000;

/** Says that the process lives. */
export async function beatProcess(records: Records, id: string): Promise<void> {
  const until = recordsSql<Date>`clock_timestamp() + ${SILENCE_MILLISECONDS} * interval '1 millisecond'`;
  await records
    .insertInto("processes")
    .values({ id, until })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ until }))
    .execute();
}

/** The process has ended: what it left is nobody's. */
export async function endProcess(records: Records, id: string): Promise<void> {
  await records.deleteFrom("processes").where("id", "=", id).execute();
}

/** Whether no other process is at these records. */
export async function isOnlyProcess(records: Records, id: string): Promise<boolean> {
  const others = records
    .selectFrom("processes")
    .select("id")
    .where("id", "!=", id)
    .where("until", ">=", recordsSql<Date>`clock_timestamp()`);
  return (await others.limit(1).execute()).length === 0;
}

/** Rows of processes that died. Called now and then, for they are looked at often. */
export async function forgetProcesses(records: Records): Promise<void> {
  await records
    .deleteFrom("processes")
    .where("until", "<", recordsSql<Date>`clock_timestamp() - interval '1 day'`)
    .execute();
}

/** An expression of the records: whether the process named by a column lives. */
export function isAlive(column: string) {
  return recordsSql<boolean>`exists (select 1 from processes as p where p.id = ${recordsSql.ref(column)} and p.until >= clock_timestamp())`;
}
