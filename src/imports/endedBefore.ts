import type { ImportReport } from "../contract/index.ts";
import { closeBatch } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { dropUpload } from "../files/index.ts";

/** What an earlier start of the job imported completely, if its process ended before the job was marked as done. The upload may be gone then. */
export async function endedBefore(ctx: Ctx, job: string, upload: string | undefined): Promise<ImportReport | undefined> {
  const row = await ctx.records
    .selectFrom("imports")
    .select(["id", "report"])
    .where("job", "=", job)
    .where("state", "=", "done")
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (!row?.report) return undefined;
  await closeBatch(ctx, Number(row.id));
  if (upload !== undefined) await dropUpload(ctx, upload);
  return row.report as ImportReport;
}
