import { sql as recordsSql, type Kysely } from "kysely";

/** Webhooks and their deliveries. */
export async function up(db: Kysely<never>): Promise<void> {
  const now = recordsSql`now()`;
  await db.schema
    .createTable("webhooks")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("tags", "jsonb", (column) => column.notNull())
    .addColumn("segment", "text")
    .addColumn("entered", "boolean", (column) => column.notNull())
    .addColumn("left", "boolean", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("prefix", "text", (column) => column.notNull())
    .addColumn("since", "bigint", (column) => column.notNull())
    .addColumn("told", "bigint", (column) => column.notNull())
    .addColumn("tried_at", "timestamptz")
    .addColumn("delivered_at", "timestamptz")
    .addColumn("failures", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("next_at", "timestamptz")
    .addColumn("leased_until", "timestamptz")
    .addColumn("owner_kind", "text", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("owner_name", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .createTable("deliveries")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("webhook", "text", (column) => column.notNull().references("webhooks.id").onDelete("cascade"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("evaluation", "bigint")
    .addColumn("part", "integer", (column) => column.notNull())
    .addColumn("parts", "integer", (column) => column.notNull())
    .addColumn("changes", "integer", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("status", "integer")
    .addColumn("milliseconds", "integer")
    .addColumn("problem", "jsonb")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("first_at", "timestamptz")
    .addColumn("tried_at", "timestamptz")
    // An evaluation is told of once, whoever plans it.
    .addUniqueConstraint("deliveries_once", ["webhook", "evaluation", "part"])
    .execute();
  await db.schema.createIndex("deliveries_waiting").on("deliveries").columns(["webhook", "state", "evaluation", "part"]).execute();
}
