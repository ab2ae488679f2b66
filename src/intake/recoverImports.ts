import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { dropStages, undoBatch } from "./load/undo.ts";
import { STAGE_PREFIX } from "./load/work.ts";

/** Staging tables of another process on a shared server live; those of a day ago do not. */
const DAY_SECONDS = 86_400;

/**
 * Takes back what imports cut off by a crash left: their rows, staging tables and temporary files. To be called once at a start,
 * before anything is imported. `alone`: no other process works on these stores.
 */
export async function recoverImports({
  ctx,
  alone = true,
}: {
  readonly ctx: Pick<Ctx, "records" | "facts" | "dataDir" | "clock">;
  readonly alone?: boolean;
}): Promise<void> {
  await dropStages(ctx, STAGE_PREFIX, alone ? 0 : DAY_SECONDS);
  let query = ctx.records.selectFrom("imports").select("id").where("state", "=", "running").orderBy("id");
  if (!alone) query = query.where("started_at", "<", new Date(ctx.clock() - DAY_SECONDS * 1000));
  for (const { id } of await query.execute()) {
    await undoBatch(ctx, id);
    const { code, zh, en } = problem("IMPORT_INTERRUPTED", {});
    await ctx.records
      .updateTable("imports")
      .set({ state: "failed", problem: JSON.stringify({ code, zh, en }), ended_at: new Date(ctx.clock()) })
      .where("id", "=", id)
      .execute();
    await rm(join(ctx.dataDir, "tmp", `import-${id}`), { recursive: true, force: true });
  }
}
