import type { Records, RecordsTx } from "../engine/index.ts";

/** Codes of the tags that are retired. */
export async function retiredNow(records: Records | RecordsTx): Promise<ReadonlySet<string>> {
  const rows = await records.selectFrom("tags").select("code").where("state", "=", "retired").execute();
  return new Set(rows.map(({ code }) => code));
}
