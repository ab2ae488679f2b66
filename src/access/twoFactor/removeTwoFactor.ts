import type { RecordsTx } from "../../engine/index.ts";

/** Removes the secret and the recovery codes of a person. */
export async function removeTwoFactor(tx: RecordsTx, person: string): Promise<void> {
  const none = { totp: null, totp_pending: null, totp_counter: null, totp_since: null };
  await tx.updateTable("people").set(none).where("id", "=", person).execute();
  await tx.deleteFrom("recovery_codes").where("person", "=", person).execute();
}
