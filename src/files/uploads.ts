import type { Insertable } from "kysely";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Ctx, type RecordsTx, type RecordTables } from "../engine/index.ts";
import { sweepJob } from "../jobs/index.ts";
import type { Instant } from "../kernel/index.ts";

const DAY_MILLISECONDS = 24 * 3_600_000;
/** An upload that was not imported is kept this long, so that its mapping can be corrected. */
const KEPT_MILLISECONDS = 7 * DAY_MILLISECONDS;

/** Removes an imported upload, whose content is in the stores now. */
export async function dropUpload(ctx: Pick<Ctx, "records" | "dataDir" | "log">, upload: string): Promise<void> {
  try {
    const row = await ctx.records.deleteFrom("uploads").where("id", "=", upload).returning("path").executeTakeFirst();
    if (row) await rm(join(ctx.dataDir, row.path), { force: true });
  } catch (error) {
    ctx.log.warn({ err: error, upload }, "an imported upload was left on disk; the next start removes it");
  }
}

/** Removes uploads that are older than the limit. */
export async function dropOldUploads(ctx: Pick<Ctx, "records" | "dataDir" | "log">, now: Instant): Promise<void> {
  const old = await ctx.records
    .selectFrom("uploads")
    .select("id")
    .where("created_at", "<", new Date(now - KEPT_MILLISECONDS))
    .execute();
  for (const { id } of old) await dropUpload(ctx, id);
}

export const sweepUploadsJob = sweepJob("uploads", "13 * * * *", (ctx) => dropOldUploads(ctx, ctx.clock()));

/** Records an uploaded file that is completely on disk. */
export async function noteUpload(tx: RecordsTx, upload: Insertable<RecordTables["uploads"]>): Promise<void> {
  await tx.insertInto("uploads").values(upload).execute();
}
