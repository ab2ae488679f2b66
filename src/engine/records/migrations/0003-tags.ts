import { sql as recordsSql, type Kysely } from "kysely";

/** Tags, their versions, segments, evaluations. */
export async function up(db: Kysely<never>): Promise<void> {
  const now = recordsSql`now()`;
  await db.schema
    .createTable("tags")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("code", "text", (column) => column.notNull().unique())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("name", "jsonb", (column) => column.notNull())
    .addColumn("group_path", "jsonb", (column) => column.notNull())
    .addColumn("color", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("owner", "text")
    .addColumn("sensitivity", "text", (column) => column.notNull())
    .addColumn("unit", "text")
    .addColumn("criteria", "text")
    .addColumn("purpose", "text")
    .addColumn("review", "text")
    .addColumn("definition", "jsonb", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("evaluated_at", "timestamptz")
    .addColumn("failure", "jsonb")
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("updated_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .createTable("tag_versions")
    .addColumn("tag", "integer", (column) => column.notNull().references("tags.id").onDelete("cascade"))
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("definition", "jsonb", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addPrimaryKeyConstraint("tag_versions_key", ["tag", "version"])
    .execute();
  await db.schema
    .createTable("segments")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("combination", "text", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .createTable("evaluations")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("as_of", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("started_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("ended_at", "timestamptz")
    .addColumn("milliseconds", "double precision")
    .addColumn("failed_tags", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
