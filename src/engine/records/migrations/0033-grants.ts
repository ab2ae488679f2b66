import { sql as recordsSql, type Kysely } from "kysely";

/** Rights on tags. The version "rights" goes up with grants and departments, from which rights follow. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("grants")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("subject_kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("tag", "integer", (column) => column.references("tags.id").onDelete("cascade"))
    .addColumn("tag_group", "integer", (column) => column.references("tag_groups.id"))
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("effect", "text", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_by_name", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  await recordsSql`create unique index grants_once on grants (subject_kind, subject, coalesce(tag, 0), coalesce(tag_group, 0), action)`.execute(
    db,
  );
  for (const table of ["grants", "departments"])
    await recordsSql`create trigger raise_version after insert or update or delete on ${recordsSql.table(table)}
      for each statement execute function raise_version('rights')`.execute(db);
}
