import { sql as recordsSql, type Kysely } from "kysely";

/** Bulk assignments, and which reasons and ends each of them has begun and ended, so that it can be undone as a whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("bulk_assignments")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("job", "text", (column) => column.notNull().unique())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("actor_kind", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("added", "jsonb", (column) => column.notNull())
    .addColumn("removed", "jsonb", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("until", "timestamptz")
    .addColumn("customers", "integer", (column) => column.notNull())
    .addColumn("chosen", "text")
    .addColumn("not_found", "jsonb")
    .addColumn("evaluations", "jsonb", (column) => column.notNull())
    .addColumn("result", "jsonb")
    .addColumn("undo_evaluations", "jsonb", (column) => column.notNull())
    .addColumn("undone_at", "timestamptz")
    .addColumn("undone_by", "text")
    .addColumn("undone", "jsonb")
    .execute();
  await recordsSql`alter table overrides add column begun_in bigint, add column ended_in bigint`.execute(db);
  await recordsSql`create index overrides_begun_in on overrides (begun_in) where begun_in is not null`.execute(db);
  await recordsSql`create index overrides_ended_in on overrides (ended_in) where ended_in is not null`.execute(db);
}
