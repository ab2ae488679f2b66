import { sql as recordsSql, type Kysely } from "kysely";

/**
 * The versions "overrides" and "erasures" go up with every statement that writes these tables. The version "tags" no longer goes up with an
 * evaluation, which only moves `evaluated_at` on: else nothing that is remembered of definitions would outlast an update. A statement that
 * sets another `evaluated_at` sets nothing else but `failure`, which is compared.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await recordsSql`create function raise_version() returns trigger language plpgsql as $$
    begin
      insert into counters (name, value) values (tg_argv[0], 1) on conflict (name) do update set value = counters.value + 1;
      return null;
    end $$`.execute(db);
  for (const table of ["overrides", "erasures"])
    await recordsSql`create trigger raise_version after insert or update or delete on ${recordsSql.table(table)}
      for each statement execute function raise_version(${recordsSql.lit(table)})`.execute(db);
  await recordsSql`drop trigger raise_tags_version on tags`.execute(db);
  await recordsSql`create trigger raise_version after insert or delete on tags
    for each statement execute function raise_version('tags')`.execute(db);
  await recordsSql`create trigger raise_version_of_update after update on tags
    for each row when (
      old.evaluated_at is null or new.evaluated_at is null or old.evaluated_at = new.evaluated_at or old.failure is distinct from new.failure
    ) execute function raise_version('tags')`.execute(db);
}
