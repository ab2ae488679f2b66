import type { RecordsTx } from "../engine/index.ts";

/** Deletes every suggestion about erased customers, decided or not. */
export async function eraseSuggestions(tx: RecordsTx, customers: readonly number[]): Promise<void> {
  await tx
    .deleteFrom("suggestions")
    .where("customer", "in", [...customers])
    .execute();
}
