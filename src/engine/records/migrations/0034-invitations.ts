import type { Kysely } from "kysely";

/** Invitations by link. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("invitations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("department", "text", (column) => column.references("departments.id").onDelete("set null"))
    .addColumn("creator_kind", "text", (column) => column.notNull())
    .addColumn("creator", "text", (column) => column.notNull())
    .addColumn("creator_name", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("expires_at", "timestamptz", (column) => column.notNull())
    .addColumn("used_at", "timestamptz")
    .addColumn("used_by", "text", (column) => column.references("people.id"))
    .addColumn("withdrawn_at", "timestamptz")
    .execute();
}
