import { audit } from "../access/index.ts";
import { literal, type Ctx } from "../engine/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { findTag, loadTags } from "../tags/index.ts";
import { commitMembers } from "./commit.ts";
import { asEvaluation } from "./turn.ts";
import { settleCustomers } from "./pins/settle.ts";
import { exclusively } from "./turns.ts";

export interface AssignInput {
  readonly tag: string;
  /** Customer numbers that exist. */
  readonly add: readonly number[];
  readonly remove: readonly number[];
}

/**
 * Puts a static tag on customers and takes it off others; a customer named in both loses it. Repeating it changes nothing.
 * @throws TAG_NOT_FOUND, TAG_NOT_STATIC
 */
export async function assignTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AssignInput;
}): Promise<{ entered: number; left: number; members: number }> {
  requirePermission(ctx, "tag.assign");
  const set = await loadTags({ ctx });
  const tag = findTag(set, input.tag);
  if (tag.kind !== "static") throw problem("TAG_NOT_STATIC", { tag: tag.name.zh, kind: tag.kind });
  return exclusively(ctx, async () => {
    const table = `stage_members_${process.pid}_${Date.now()}_assign`;
    const bitmap = (customers: readonly number[]) => `bitmapBuild(CAST([${customers.map(literal.integer).join(", ")}] AS Array(UInt32)))`;
    try {
      await ctx.facts.run(
        `CREATE TABLE ${table} (tag UInt32, value String, customers AggregateFunction(groupBitmap, UInt32)) ENGINE = Memory`,
      );
      await ctx.facts.run(
        `INSERT INTO ${table} SELECT toUInt32(${literal.integer(tag.id)}), '', bitmapAndnot(bitmapOr(had, ${bitmap(input.add)}), ${bitmap(input.remove)})
         FROM (SELECT groupBitmapMergeState(customers) AS had FROM members FINAL WHERE tag = ${literal.integer(tag.id)})`,
      );
      const cause = ctx.actor.kind === "key" ? "api" : "person";
      const [delta] = await asEvaluation(ctx, "assign", ctx.clock(), (evaluation) =>
        commitMembers(ctx, table, [tag], { evaluation, at: ctx.clock(), cause, actor: ctx.actor.name }),
      );
      await ctx.records.transaction().execute(async (tx) => {
        await audit(tx, ctx, "tag.assign", {
          tag: tag.code,
          add: input.add.length,
          remove: input.remove.length,
          entered: delta?.enter ?? 0,
          left: delta?.leave ?? 0,
        });
        await tx
          .updateTable("tags")
          .set({ evaluated_at: new Date(ctx.clock()) })
          .where("id", "=", tag.id)
          .execute();
      });
      // Tags that name this one follow at once.
      const customers = [...new Set([...input.add, ...input.remove])];
      if ((delta?.enter ?? 0) + (delta?.leave ?? 0) > 0) await settleCustomers(ctx, set, { tag, customers, cause });
      return { entered: delta?.enter ?? 0, left: delta?.leave ?? 0, members: delta?.after ?? 0 };
    } finally {
      await ctx.facts.run(`DROP TABLE IF EXISTS ${table}`);
    }
  });
}
