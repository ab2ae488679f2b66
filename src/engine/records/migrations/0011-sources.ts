import { sql as recordsSql, type Kysely } from "kysely";

/** Data sources, their runs, and the objects that were read. */
export async function up(db: Kysely<never>): Promise<void> {
  const now = recordsSql`now()`;
  await db.schema
    .createTable("sources")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("place", "jsonb", (column) => column.notNull())
    .addColumn("secret", "text")
    .addColumn("query", "text")
    .addColumn("grows", "text")
    .addColumn("mark", "text")
    .addColumn("mapping", "jsonb")
    .addColumn("every", "integer")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("next_at", "timestamptz")
    .addColumn("leased_until", "timestamptz")
    .addColumn("owner_name", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .createTable("source_runs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("source", "text", (column) => column.notNull().references("sources.id").onDelete("cascade"))
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("rows", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("files", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("events_added", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("customers_created", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("skipped", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("imports", "jsonb", (column) => column.notNull().defaultTo("[]"))
    .addColumn("problem", "jsonb")
    .addColumn("started_at", "timestamptz", (column) => column.notNull())
    .addColumn("ended_at", "timestamptz")
    .execute();
  await db.schema.createIndex("source_runs_by_source").on("source_runs").columns(["source", "id"]).execute();
  await db.schema
    .createTable("source_objects")
    .addColumn("source", "text", (column) => column.notNull().references("sources.id").onDelete("cascade"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("read_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("source_objects_key", ["source", "name", "version"])
    .execute();
}
