import type { CustomersChanged } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { aliasesOf } from "../identity/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { splitOff } from "./splitOff.ts";

/**
 * Undoes a merge: the identities that came with it leave again, with every row they brought before and since; tags given by hand and pins
 * go back. @throws MERGE_NOT_FOUND, MERGE_UNDONE, SPLIT_NOTHING, SPLIT_ALL
 */
export async function undoMerge({ ctx, input }: Verb<{ readonly merge: number; readonly reason: string }>): Promise<CustomersChanged> {
  requirePermission(ctx, "customer.edit");
  const { merge, reason } = input;
  const row = await ctx.records.selectFrom("merges").selectAll().where("id", "=", merge).where("kind", "=", "merge").executeTakeFirst();
  if (!row) throw problem("MERGE_NOT_FOUND", { merge });
  if (row.undone_at) throw problem("MERGE_UNDONE", { merge });
  const lost = Number(row.lost);
  const customer = (await aliasesOf(ctx, [lost])).get(lost) ?? Number(row.kept);
  return splitOff(ctx, { customer, leaving: row.identities, reason, action: "customer.unmerge" });
}
