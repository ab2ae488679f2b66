import { sql as recordsSql, type Kysely } from "kysely";

/**
 * Why and until when a static tag was put on a customer, or why it was taken off: kept among the overrides, so that it moves, ends and is erased
 * with them. Evaluations lay overrides over what rules say and never look at these. And the customers that are being erased.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table overrides add column assignment boolean not null default false`.execute(db);
  await recordsSql`create index overrides_held on overrides (id) where not assignment`.execute(db);
  await recordsSql`create index overrides_ending on overrides (expires_at) where removed_at is null`.execute(db);
  await db.schema
    .createTable("erasures")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("customer", "bigint", (column) => column.notNull())
    // Who it was: forgotten when the erasure has ended.
    .addColumn("identities", "jsonb")
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("requested_at", "timestamptz", (column) => column.notNull())
    .addColumn("ended_at", "timestamptz")
    .addColumn("result", "jsonb")
    .execute();
  await recordsSql`create unique index erasures_open on erasures (customer) where ended_at is null`.execute(db);
}
