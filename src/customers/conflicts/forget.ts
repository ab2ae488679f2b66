import { sql as recordsSql } from "kysely";
import type { Ctx, RecordsTx } from "../../engine/index.ts";

/** Which conflicting messages are deleted: those of an undone batch, or those about erased customers. */
export type ForgetConflicts =
  | { readonly batch: number }
  | { readonly customers: readonly number[]; readonly identities: readonly string[] };

/** Deletes conflicting messages. May run twice. */
export async function forgetConflicts(records: Ctx["records"] | RecordsTx, which: ForgetConflicts): Promise<void> {
  const all = records.deleteFrom("message_conflicts");
  if ("batch" in which) await all.where("batch", "=", which.batch).execute();
  else {
    const { customers, identities } = which;
    // By identity too, because the customer may have been merged or split since.
    const named = recordsSql<boolean>`identities ?| ${recordsSql.val([...identities])}::text[]`;
    await all.where((eb) => eb.or([eb("customer", "in", [...customers]), named])).execute();
  }
}
