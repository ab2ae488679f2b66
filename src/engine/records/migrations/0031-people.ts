import { sql as recordsSql, type Kysely } from "kysely";

/** Roles of the glossary, departments, grants, the owners of data sources. The version "rights" goes up with departments and grants. */
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
    .createTable("grants")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("subject_kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("object_kind", "text", (column) => column.notNull())
    .addColumn("object", "text", (column) => column.notNull())
    .addColumn("right", "text", (column) => column.notNull())
    .addColumn("effect", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_by_name", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addUniqueConstraint("grants_once", ["subject_kind", "subject", "object_kind", "object", "right"])
    .execute();
  for (const table of ["departments", "grants"])
    await recordsSql`create trigger raise_version after insert or update or delete on ${recordsSql.table(table)}
      for each statement execute function raise_version('rights')`.execute(db);
  await db.schema
    .alterTable("sources")
    .addColumn("owner_kind", "text", (column) => column.notNull().defaultTo("system"))
    .execute();
  await db.schema
    .alterTable("sources")
    .addColumn("owner", "text", (column) => column.notNull().defaultTo(""))
    .execute();
}
