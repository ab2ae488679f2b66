import { sql as recordsSql, type Kysely } from "kysely";

/** Uploads and imports. */
export async function up(db: Kysely<never>): Promise<void> {
  const now = recordsSql`now()`;
  await db.schema
    .createTable("uploads")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("bytes", "bigint", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .createTable("imports")
    .addColumn("id", "bigint", (column) => column.primaryKey())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("file", "text", (column) => column.notNull())
    .addColumn("format", "text", (column) => column.notNull())
    .addColumn("mapping", "jsonb", (column) => column.notNull())
    .addColumn("report", "jsonb")
    .addColumn("problem", "jsonb")
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("started_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("ended_at", "timestamptz")
    .execute();
}
