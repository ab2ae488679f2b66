import { sql as recordsSql, type Kysely } from "kysely";

/** Several processes on the same stores: one of them writes members, and everybody sees which ones live. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("writer_lease")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("holder", "text", (column) => column.notNull())
    .addColumn("fence", "bigint", (column) => column.notNull())
    .addColumn("until", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("processes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("until", "timestamptz", (column) => column.notNull())
    .execute();
  // Which process writes a batch. A batch without one was written before there were several.
  await recordsSql`alter table fresh_batches add column process text`.execute(db);
  // Under which fencing number members are written. An evaluation that runs under a smaller one has been cut off.
  await recordsSql`alter table evaluations add column fence bigint not null default 0`.execute(db);
}
