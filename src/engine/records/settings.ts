import type { Records, RecordsTx } from "./types.ts";

/** A setting of the workspace, as it was written; undefined before. Each name belongs to one room. */
export async function readSetting(records: Records | RecordsTx, name: string): Promise<Record<string, unknown> | undefined> {
  const row = await records.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value;
}

/** Writes a setting, in the transaction of the change where there is one. @param value what JSON can hold */
export async function writeSetting(records: Records | RecordsTx, name: string, value: object, at: Date): Promise<void> {
  const row = { value: JSON.stringify(value), updated_at: at };
  await records
    .insertInto("settings")
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}
