import { sql as recordsSql, type Kysely } from "kysely";

/** Saved combinations are trees of the codes of tags: a new name never changes what they mean. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table segments alter column combination type jsonb using to_jsonb(combination)`.execute(db);
}
