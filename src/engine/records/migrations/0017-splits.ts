import { sql as recordsSql, type Kysely } from "kysely";

/** Whom tags given by hand and overrides go to when a customer is split: kept with the decision and with the split it led to. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table identity_decisions add column choices jsonb`.execute(db);
  await recordsSql`alter table merges add column choices jsonb`.execute(db);
}
