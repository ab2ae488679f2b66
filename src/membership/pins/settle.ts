import { readCatalogue } from "../../catalogue/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { needsEverybody, planTags, type TagRule } from "../../rules/index.ts";
import type { TagRecord, TagSet } from "../../tags/index.ts";
import { affectedBy, rulesOf } from "../closure.ts";
import { commitMembers, type Delta } from "../commit.ts";
import { runTags } from "../run.ts";
import { evaluatedUntil } from "../state.ts";
import { asEvaluation } from "../turn.ts";

/**
 * Brings one customer's membership of a tag, and of the tags that name it, to what rules and pins say, as of the instant that
 * all members speak of. Its own entry in the ledger. The caller holds the store.
 */
export async function settleCustomer(ctx: Ctx, set: TagSet, tag: TagRecord, customer: number): Promise<Delta[]> {
  const rules = new Map<string, TagRule>([...set.tags.values()].flatMap((one) => (one.rule ? [[one.code, one.rule] as const] : [])));
  const tags = [...affectedBy(rules, new Set([tag.code]))]
    .map((code) => set.tags.get(code)!)
    .filter((one) => one.id === tag.id || (one.state === "published" && one.kind !== "metric" && one.evaluatedAt !== null));
  const now = ctx.clock();
  const asOf = (await evaluatedUntil(ctx)) ?? now;
  const population = `(SELECT toUInt32(${literal.integer(customer)}) AS customer)`;
  const named = rulesOf(
    set,
    tags.map((one) => one.code),
  );
  // What ranks customers among each other looks at everybody; only this one's membership is taken from it.
  const together = needsEverybody(planTags(named));
  const run = await runTags({
    ctx,
    input: {
      rules: named,
      idOf: (code) => set.tags.get(code)!.id,
      catalogue: await readCatalogue({ ctx }),
      asOf,
      ...(!together && { population }),
    },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    const own = `(SELECT tag, value, bitmapAnd(customers, bitmapBuild([toUInt32(${literal.integer(customer)})])) AS customers FROM ${run.table})`;
    return await asEvaluation(ctx, "pin", asOf, (evaluation) =>
      commitMembers(ctx, together ? own : run.table, tags, { evaluation, at: now, cause: "pin", actor: ctx.actor.name }, population),
    );
  } finally {
    await run.drop();
  }
}
