import { sql as recordsSql, type Kysely } from "kysely";

/** API keys may be limited to some permissions of their role. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table keys add column scopes jsonb`.execute(db);
}
