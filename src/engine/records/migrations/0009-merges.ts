import { sql as recordsSql, type Kysely } from "kysely";

/** Merges and splits of customers, what people decided about identities, what waits for them, and rows that have to move. */
export async function up(db: Kysely<never>): Promise<void> {
  const now = recordsSql`now()`;
  await db.schema
    .createTable("merges")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("kept", "bigint", (column) => column.notNull())
    .addColumn("lost", "bigint", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("batch", "bigint", (column) => column.notNull())
    .addColumn("cause", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("evidence", "jsonb", (column) => column.notNull())
    .addColumn("identities", "jsonb", (column) => column.notNull())
    .addColumn("carried", "jsonb")
    .addColumn("settled", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("undone_at", "timestamptz")
    .addColumn("undone_by", "text")
    .execute();
  await db.schema.createIndex("merges_by_kept").on("merges").column("kept").execute();
  await db.schema.createIndex("merges_by_lost").on("merges").column("lost").execute();
  await recordsSql`create index merges_unsettled on merges (id) where not settled`.execute(db);
  await db.schema
    .createTable("identity_moves")
    .addColumn("customer", "bigint", (column) => column.notNull())
    .addColumn("platform", "text", (column) => column.notNull())
    .addColumn("external", "text", (column) => column.notNull())
    .addColumn("waits", "bigint")
    .addPrimaryKeyConstraint("identity_moves_pkey", ["customer", "platform", "external"])
    .execute();
  await db.schema
    .createTable("identity_decisions")
    .addColumn("id", "bigint", (column) => column.primaryKey())
    .addColumn("pairs", "jsonb", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("applied", "boolean", (column) => column.notNull().defaultTo(false))
    .execute();
  await db.schema
    .createTable("identity_reviews")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("object", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("evidence", "jsonb", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull().defaultTo("open"))
    .addColumn("opened_at", "timestamptz", (column) => column.notNull())
    .addColumn("decided_at", "timestamptz")
    .addColumn("decided_by", "text")
    .addColumn("reason", "text")
    .addUniqueConstraint("identity_reviews_once", ["kind", "subject", "object"])
    .execute();
  await recordsSql`create index identity_reviews_open on identity_reviews (kind, id) where state = 'open'`.execute(db);
}
