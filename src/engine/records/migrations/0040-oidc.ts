import { sql as recordsSql, type Kysely } from "kysely";

/** The account of a person at an OpenID Connect provider. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table people add column oidc_subject text unique`.execute(db);
}
