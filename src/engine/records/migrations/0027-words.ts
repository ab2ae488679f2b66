import { sql as recordsSql, type Kysely } from "kysely";

/** Tables and columns have the names of the glossary in CONTRIBUTING.md. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable("fresh_batches").renameTo("pending_batches").execute();
  await db.schema.alterTable("identity_moves").renameTo("departed_identities").execute();
  await db.schema.alterTable("departed_identities").renameColumn("waits", "waits_for_batch").execute();
  await db.schema.alterTable("merges").renameColumn("settled", "reconciled").execute();
  await recordsSql`alter index merges_unsettled rename to merges_unreconciled`.execute(db);
  await db.schema.alterTable("merges").renameColumn("evidence", "links").execute();
  await recordsSql`update merges set cause = 'links' where cause = 'evidence'`.execute(db);
  await db.schema.alterTable("identity_reviews").renameColumn("evidence", "links").execute();
  await db.schema.alterTable("message_conflicts").renameColumn("said", "payload").execute();
  await db.schema.alterTable("webhooks").renameColumn("told", "queued_up_to").execute();
  await db.schema.alterTable("webhooks").dropColumn("leased_until").execute();
  await db.schema.alterTable("sources").renameColumn("grows", "incremental_column").execute();
  await db.schema.alterTable("sources").renameColumn("leased_until", "claimed_until").execute();
}
