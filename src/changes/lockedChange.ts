import type { RecordsTx } from "../engine/index.ts";
import type { ChangeRow } from "./entries.ts";

/** The request as it is, and stays until the transaction ends. */
export async function lockedChange(tx: RecordsTx, id: number): Promise<ChangeRow> {
  return tx.selectFrom("changes").selectAll().where("id", "=", id).forUpdate().executeTakeFirstOrThrow();
}
