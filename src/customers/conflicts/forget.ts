import { sql } from "kysely";
import type { Ctx, RecordsTx } from "../../engine/index.ts";

/** Which messages kept aside are forgotten: those of a batch that is taken back, or those about customers who are erased. */
export type ForgetConflicts =
  | { readonly batch: number }
  | { readonly customers: readonly number[]; readonly identities: readonly string[] };

/** Forgets messages that were kept aside. May run twice. */
export async function forgetConflicts(records: Ctx["records"] | RecordsTx, which: ForgetConflicts): Promise<void> {
  const all = records.deleteFrom("message_conflicts");
  if ("batch" in which) await all.where("batch", "=", which.batch).execute();
  else {
    const { customers, identities } = which;
    // By identity too: the customer may have been merged or split since.
    const named = sql<boolean>`identities ?| ${sql.val([...identities])}::text[]`;
    await all.where((eb) => eb.or([eb("customer", "in", [...customers]), named])).execute();
  }
}
