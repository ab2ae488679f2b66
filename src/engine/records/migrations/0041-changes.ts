import { sql as recordsSql, type Kysely } from "kysely";

/** Change requests with their comments, and which groups need an approval. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table tag_groups add column approval text not null default 'inherited'`.execute(db);
  await db.schema
    .createTable("changes")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("entries", "jsonb", (column) => column.notNull())
    .addColumn("made_kind", "text", (column) => column.notNull())
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_name", "text", (column) => column.notNull())
    .addColumn("made_behind", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull())
    .addColumn("decided_by", "text")
    .addColumn("decided_name", "text")
    .addColumn("decided_at", "timestamptz")
    .addColumn("published_at", "timestamptz")
    .addColumn("job", "text")
    .execute();
  await db.schema.createIndex("changes_by_state").on("changes").columns(["state", "id"]).execute();
  await db.schema
    .createTable("change_comments")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("change", "integer", (column) => column.notNull().references("changes.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("by_name", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("change_comments_by_change").on("change_comments").columns(["change", "id"]).execute();
}
