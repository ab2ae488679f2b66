import type { ImportReport } from "../contract/index.ts";
import { closeBatch } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { dropUpload } from "../files/index.ts";

/**
 * What was imported completely for this job already: by an earlier start of it, whose process ended before the job was marked as done, or by
 * a job with the same input, when the answer to a request was lost and the request was sent again. The upload is gone then.
 * @throws IMPORT_UNDONE when somebody has undone that import since: nobody asked for a second one
 */
export async function endedBefore(ctx: Ctx, job: string, upload: string | undefined): Promise<ImportReport | undefined> {
  const same = ctx.records
    .selectFrom("jobs as asked")
    .innerJoin("jobs as earlier", (join) => join.onRef("earlier.kind", "=", "asked.kind").onRef("earlier.input", "=", "asked.input"))
    .select("earlier.id")
    .where("asked.id", "=", job);
  const row = await ctx.records
    .selectFrom("imports")
    .select(["id", "state", "report"])
    // A path may hold another file by now, so only the job itself counts there.
    .where((is) => is.or([is("job", "=", job), ...(upload === undefined ? [] : [is("job", "in", same)])]))
    .where("state", "in", ["done", "undoing", "undone"])
    .orderBy("id", "desc")
    .executeTakeFirst();
  if (row && row.state !== "done") throw problem("IMPORT_UNDONE", { import: String(row.id) });
  if (!row?.report) return undefined;
  await closeBatch(ctx, Number(row.id));
  if (upload !== undefined) await dropUpload(ctx, upload);
  return row.report as ImportReport;
}
