import { sql as recordsSql, type Kysely } from "kysely";

/**
 * The version "tags" goes up with every statement that writes tags or saved segments, whoever writes them: who remembers the definitions
 * compares it. A trigger, so that no writer can leave it out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await recordsSql`create function raise_tags_version() returns trigger language plpgsql as $$
    begin
      insert into counters (name, value) values ('tags', 1) on conflict (name) do update set value = counters.value + 1;
      return null;
    end $$`.execute(db);
  for (const table of ["tags", "segments"])
    await recordsSql`create trigger raise_tags_version after insert or update or delete on ${recordsSql.table(table)}
      for each statement execute function raise_tags_version()`.execute(db);
}
