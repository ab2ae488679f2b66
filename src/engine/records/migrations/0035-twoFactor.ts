import { sql as recordsSql, type Kysely } from "kysely";

/** The second step of signing in: the sealed secret of an authenticator, the last code that was accepted, recovery codes. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table people add column totp text, add column totp_pending text, add column totp_counter integer,
    add column totp_since timestamptz`.execute(db);
  await db.schema
    .createTable("recovery_codes")
    .addColumn("person", "text", (column) => column.notNull().references("people.id").onDelete("cascade"))
    .addColumn("hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("recovery_codes_key", ["person", "hash"])
    .execute();
}
