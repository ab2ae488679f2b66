import { rm } from "node:fs/promises";
import { join } from "node:path";
import { closeBatch } from "../customers/index.ts";
import { dropStages, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { WITHOUT_TAGS, type Tagging } from "./tagging.ts";
import { revertImport } from "./revertImport.ts";
import { finishUndo } from "./undoImport.ts";

/** Age after which a staging table of a file preview is unused. Any process may run a preview. */
const DAY_SECONDS = 86_400;

/**
 * Reverts imports that a crash interrupted: their rows, staging tables and temporary files. Also finishes interrupted undoing. Called when
 * the lease is taken, before any import starts, so each running import belongs to an earlier holder.
 */
export async function recoverImports({ ctx, tagging = WITHOUT_TAGS }: { readonly ctx: Ctx; readonly tagging?: Tagging }): Promise<void> {
  // Staging tables of the former holder were dropped with its lease.
  await dropStages(ctx.facts, { olderThanSeconds: ctx.lease.alone ? 0 : DAY_SECONDS });
  const query = ctx.records.selectFrom("imports").select("id").where("state", "=", "running").orderBy("id");
  for (const { id } of await query.execute()) {
    const { tagged } = await revertImport(ctx, Number(id), tagging);
    await closeBatch(ctx, Number(id));
    if (tagged > 0) await tagging.updateMembers(ctx);
    const { code, zh, en } = problem("IMPORT_INTERRUPTED", {});
    await ctx.records
      .updateTable("imports")
      .set({ state: "failed", problem: JSON.stringify({ code, zh, en }), ended_at: new Date(ctx.clock()) })
      .where("id", "=", id)
      .execute();
    await rm(join(ctx.dataDir, "tmp", `import-${id}`), { recursive: true, force: true });
  }
  const undoing = await ctx.records.selectFrom("imports").select("id").where("state", "=", "undoing").orderBy("id").execute();
  for (const { id } of undoing) await finishUndo(ctx, Number(id), { tagging });
}
