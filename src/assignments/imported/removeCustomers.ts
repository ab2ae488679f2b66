import { literal, type Ctx, type Progress, sql, type Sql } from "../../engine/index.ts";
import { tagKind } from "../../kernel/index.ts";
import { loadTags } from "../../tags/index.ts";
import { asEvaluation, commitMembers, evaluatedUntil, exclusively, overridesInForce, withMembersStage } from "../../membership/index.ts";
import { evaluateEverythingNow } from "../../updates/index.ts";

/** SQL of the customers who have a static tag or an override. Undoing an import must not remove them: no rule could restore such tags. */
export async function manuallyTaggedCustomers(ctx: Ctx): Promise<Sql> {
  const { tags } = await loadTags({ ctx });
  const ids = [...tags.values()].filter(({ kind }) => tagKind(kind).isAssigned).map(({ id }) => literal.integer(id));
  const overridden = (await overridesInForce(ctx, ctx.clock())).map(({ customer }) => literal.integer(customer));
  return sql`
    SELECT arrayJoin(bitmapToArray(customers)) AS customer
    FROM members FINAL
    WHERE tag IN (${sql.join([sql`0`, ...ids])})
    UNION ALL
    SELECT arrayJoin(CAST([${sql.join(overridden)}] AS Array(UInt32))) AS customer
  `;
}

/** The customers of a table are removed: they leave every tag of any kind. Called in `exclusively`. */
export async function forgetCustomers(ctx: Ctx, table: Sql): Promise<void> {
  const gone = sql`(SELECT groupBitmapState(customer) FROM ${table})`;
  const rows = await ctx.facts.rows<{ tag: number }>(
    sql`
      SELECT DISTINCT tag
      FROM members FINAL
      WHERE bitmapHasAny(customers, ${gone})
      ORDER BY tag
    `,
    { lane: "heavy" },
  );
  const had = new Set(rows.map(({ tag }) => tag));
  const concerned = [...(await loadTags({ ctx })).tags.values()].filter(({ id }) => had.has(id));
  if (concerned.length === 0) return;
  await withMembersStage(ctx, async (stage) => {
    const among = sql.join(concerned.map(({ id }) => literal.integer(id)));
    await ctx.facts.run(
      sql`
        INSERT INTO ${sql.id(stage)}
        SELECT tag, value, bitmapAndnot(customers, ${gone})
        FROM members FINAL
        WHERE tag IN (${among})
      `,
      { lane: "heavy" },
    );
    const at = ctx.clock();
    await asEvaluation(ctx, "undo", at, (evaluation) =>
      commitMembers(ctx, sql.id(stage), concerned, { evaluation, at, cause: "undo", actor: ctx.actor.name }),
    );
  });
}

/** Evaluates all rules again after customers were removed. Before the first evaluation there are no members to update. */
export async function updateMembersAfterUndo(ctx: Ctx, progress?: Progress, signal?: AbortSignal): Promise<void> {
  if ((await evaluatedUntil(ctx)) === null) return;
  await exclusively(ctx, () => evaluateEverythingNow(ctx, { progress, signal, otherwise: "undo" }));
}
