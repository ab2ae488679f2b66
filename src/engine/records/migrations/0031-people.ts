import { sql as recordsSql, type Kysely } from "kysely";

/** Roles of the glossary, departments, the owners of data sources. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["people", "keys"])
    await recordsSql`update ${recordsSql.table(table)} set role = case role when 'admin' then 'administrator' when 'marketer' then 'editor'
      when 'service' then 'staff' when 'viewer' then 'read-only' else role end`.execute(db);
  await db.schema
    .createTable("departments")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("folded", "text", (column) => column.notNull())
    .addColumn("parent", "text", (column) => column.references("departments.id"))
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  await recordsSql`create unique index departments_name on departments (coalesce(parent, ''), folded)`.execute(db);
  await db.schema
    .alterTable("people")
    .addColumn("department", "text", (column) => column.references("departments.id"))
    .execute();
  await db.schema.createIndex("people_department").on("people").column("department").execute();
  await db.schema
    .alterTable("sources")
    .addColumn("owner_kind", "text", (column) => column.notNull().defaultTo("system"))
    .execute();
  await db.schema
    .alterTable("sources")
    .addColumn("owner", "text", (column) => column.notNull().defaultTo(""))
    .execute();
}
