import { sql as recordsSql, type Kysely } from "kysely";

/** Since when a tag is in its state, what it means, and a number that every change of it raises, so that an edit of an older state is noticed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("tags")
    .addColumn("state_at", "timestamptz")
    .addColumn("meaning", "text")
    .addColumn("revision", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  await recordsSql`update tags set state_at = case when state = 'published' then created_at else updated_at end`.execute(db);
  await recordsSql`alter table tags alter column state_at set not null`.execute(db);
  await recordsSql`alter table tags alter column state_at set default now()`.execute(db);
}
