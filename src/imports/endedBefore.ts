import type { ImportReport } from "../contract/index.ts";
import { closeBatch } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { dropUpload } from "../files/index.ts";

/**
 * What an earlier start of the job imported completely, if its process ended before the job was marked as done. The upload may be gone then.
 * @throws IMPORT_UNDONE when somebody has undone that import since: nobody asked for a second one
 */
export async function endedBefore(ctx: Ctx, job: string, upload: string | undefined): Promise<ImportReport | undefined> {
  const row = await ctx.records
    .selectFrom("imports")
    .select(["id", "state", "report"])
    .where("job", "=", job)
    .where("state", "in", ["done", "undoing", "undone"])
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (row && row.state !== "done") throw problem("IMPORT_UNDONE", { import: String(row.id) });
  if (!row?.report) return undefined;
  await closeBatch(ctx, Number(row.id));
  if (upload !== undefined) await dropUpload(ctx, upload);
  return row.report as ImportReport;
}
