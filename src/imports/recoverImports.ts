import { rm } from "node:fs/promises";
import { join } from "node:path";
import { closeBatch } from "../customers/index.ts";
import { dropStages, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { WITHOUT_TAGS, type Tagging } from "./tagging.ts";
import { takeBackImport } from "./takeBack.ts";
import { finishUndo } from "./undoImport.ts";

/** Staging tables of looks at files, which any process may be at; those of a day ago are nobody's. */
const DAY_SECONDS = 86_400;

/**
 * Takes back what imports cut off by a crash left: their rows, staging tables and temporary files; and finishes undoing. To be called when the
 * lease is taken, before anything is imported: what runs then is of a holder before.
 */
export async function recoverImports({ ctx, tagging = WITHOUT_TAGS }: { readonly ctx: Ctx; readonly tagging?: Tagging }): Promise<void> {
  // Those of the holder before went with its lease.
  await dropStages(ctx.facts, { olderThanSeconds: ctx.lease.alone ? 0 : DAY_SECONDS });
  const query = ctx.records.selectFrom("imports").select("id").where("state", "=", "running").orderBy("id");
  for (const { id } of await query.execute()) {
    const { tagged } = await takeBackImport(ctx, Number(id), tagging);
    await closeBatch(ctx, Number(id));
    if (tagged > 0) await tagging.settle(ctx);
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
