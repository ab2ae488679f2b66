import { sql as recordsSql, type Kysely } from "kysely";

/** Counters, attributes, events and their properties. */
export async function up(db: Kysely<never>): Promise<void> {
  const now = recordsSql`now()`;
  await db.schema
    .createTable("counters")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("attributes")
    .addColumn("code", "text", (column) => column.primaryKey())
    .addColumn("name", "jsonb", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("sensitivity", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .createTable("event_types")
    .addColumn("code", "text", (column) => column.primaryKey())
    .addColumn("name", "jsonb", (column) => column.notNull())
    .addColumn("labelled", "boolean", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .createTable("properties")
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("name", "jsonb", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("field", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addPrimaryKeyConstraint("properties_key", ["event", "code"])
    .execute();
  await db.schema
    .createTable("fields")
    .addColumn("field", "text", (column) => column.primaryKey())
    .addColumn("property", "text", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addUniqueConstraint("fields_property_type", ["property", "type"])
    .execute();
}
