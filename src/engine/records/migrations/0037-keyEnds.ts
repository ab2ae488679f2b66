import { sql as recordsSql, type Kysely } from "kysely";

/** API keys may end. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table keys add column expires_at timestamptz`.execute(db);
}
