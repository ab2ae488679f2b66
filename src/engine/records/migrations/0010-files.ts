import type { Kysely } from "kysely";

/** Mappings kept by name, files of exports, and what undoing an import needs to know. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("import_mappings")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("headings", "jsonb", (column) => column.notNull())
    .addColumn("mapping", "jsonb", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("updated_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("exports")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("content_type", "text", (column) => column.notNull())
    .addColumn("rows", "bigint", (column) => column.notNull())
    .addColumn("bytes", "bigint", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema.alterTable("imports").addColumn("tagging", "jsonb").addColumn("undone", "jsonb").execute();
  await db.schema
    .createTable("import_overrides")
    .addColumn("import", "bigint", (column) => column.notNull())
    .addColumn("override", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("import_overrides_key", ["import", "override"])
    .execute();
}
