import { sql as recordsSql, type Kysely } from "kysely";

/** What `definition` keeps: the part that decides the tag. Everything else is a column. */
const DECIDING_KEYS = ["kind", "rule", "values", "default", "value"];

interface Before {
  tags: { id: number; position: number; group_path: string[]; group_id: number | null; kind: string; definition: Record<string, unknown> };
  tag_groups: { id: number; parent: number | null; name: string; position: number };
  tag_versions: { definition: Record<string, unknown> };
  counters: { name: string; value: number };
}

/** Groups of tags become rows. The paths that tags named become groups in the order in which they were first named. */
export async function up(db: Kysely<Before>): Promise<void> {
  const now = recordsSql`now()`;
  await db.schema
    .createTable("tag_groups")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("parent", "integer", (column) => column.references("tag_groups.id"))
    .addColumn("name", "jsonb", (column) => column.notNull())
    .addColumn("color", "text")
    .addColumn("description", "text")
    .addColumn("owner", "text")
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("exclusive", "text", (column) => column.notNull().defaultTo("none"))
    .addColumn("created_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("updated_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await db.schema
    .alterTable("tags")
    .addColumn("group_id", "integer", (column) => column.references("tag_groups.id"))
    .addColumn("aliases", "jsonb", (column) => column.notNull().defaultTo(recordsSql`'[]'::jsonb`))
    .addColumn("notes", "text")
    .execute();
  await makeGroups(db);
  await db.schema.alterTable("tags").dropColumn("group_path").execute();
  await db.schema.createIndex("tags_group").on("tags").column("group_id").execute();
  const keys = recordsSql.join(DECIDING_KEYS.map((key) => recordsSql.lit(key)));
  const decides = (kind: unknown) =>
    recordsSql`jsonb_build_object('kind', ${kind}) || coalesce((select jsonb_object_agg(key, value) from jsonb_each(definition) where key in (${keys})), '{}')`;
  await recordsSql`update tags set notes = definition ->> 'notes', definition = ${decides(recordsSql`kind`)}`.execute(db);
  await recordsSql`update tag_versions set definition = ${decides(recordsSql`(select kind from tags where id = tag)`)}`.execute(db);
  await recordsSql`create trigger raise_version after insert or update or delete on tag_groups
    for each statement execute function raise_version('tags')`.execute(db);
}

async function makeGroups(db: Kysely<Before>): Promise<void> {
  const tags = await db.selectFrom("tags").select(["id", "group_path"]).orderBy("position").orderBy("id").execute();
  const ids = new Map<string, number>();
  for (const { id, group_path: path } of tags) {
    let parent: number | null = null;
    for (const [depth, name] of path.entries()) {
      const key = JSON.stringify(path.slice(0, depth + 1));
      let group = ids.get(key);
      if (group === undefined) {
        group = ids.size + 1;
        ids.set(key, group);
        const values = { id: group, parent, name: JSON.stringify({ zh: name, en: name }), position: group };
        await db.insertInto("tag_groups").values(values).execute();
      }
      parent = group;
    }
    if (parent !== null) await db.updateTable("tags").set({ group_id: parent }).where("id", "=", id).execute();
  }
  if (ids.size > 0) await db.insertInto("counters").values({ name: "group", value: ids.size }).execute();
}
