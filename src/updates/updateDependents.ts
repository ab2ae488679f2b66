import { readCatalogue } from "../catalogue/index.ts";
import { literal, type Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { needsEverybody, planTags, type TagRule } from "../rules/index.ts";
import { type TagRecord, type TagSet, affectedBy, rulesOf } from "../tags/index.ts";
import { commitMembers, type Cause, type Delta, evaluatedUntil, asEvaluation } from "../membership/index.ts";
import { runTags } from "../evaluation/index.ts";
import { keepWaiting, waitingTags, wholeTags } from "./sources/populationWide.ts";

/** Whose memberships to bring up to date, and why they change. */
export interface Settling {
  /** The tag a person decided about. */
  readonly tag: TagRecord;
  readonly customers: readonly number[];
  readonly cause: Cause["cause"];
  /** When it was decided, as the ledger tells it. */
  readonly at: Instant;
}

/**
 * Brings customers' memberships of a tag, and of the tags that name it, to what rules and people say, as of the instant that
 * all members speak of. Its own entry in the ledger. The caller holds the store.
 */
export async function settleCustomers(ctx: Ctx, set: TagSet, { tag, customers, cause, at }: Settling): Promise<Delta[]> {
  const rules = new Map<string, TagRule>([...set.tags.values()].flatMap((one) => (one.rule ? [[one.code, one.rule] as const] : [])));
  const tags = [...affectedBy(rules, new Set([tag.code]))]
    .map((code) => set.tags.get(code)!)
    .filter((one) =>
      one.id === tag.id ? one.kind !== "static" : one.state === "published" && one.kind !== "metric" && one.evaluatedAt !== null,
    );
  if (tags.length === 0 || customers.length === 0) return [];
  const asOf = (await evaluatedUntil(ctx)) ?? ctx.clock();
  const numbers = `CAST([${customers.map(literal.integer).join(", ")}] AS Array(UInt32))`;
  const population = `(SELECT arrayJoin(${numbers}) AS customer)`;
  const named = rulesOf(
    set,
    tags.map((one) => one.code),
  );
  // What ranks customers among each other looks at everybody; only these customers' membership is taken from it.
  const together = needsEverybody(planTags(named));
  if (together) await awaitTurn(ctx, set, tags);
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
    const own = `(SELECT tag, value, bitmapAnd(customers, bitmapBuild(${numbers})) AS customers FROM ${run.table})`;
    return await asEvaluation(ctx, cause === "override" ? "override" : "assign", asOf, (evaluation) =>
      commitMembers(ctx, together ? own : run.table, tags, { evaluation, at, cause, actor: ctx.actor.name }, population),
    );
  } finally {
    await run.drop();
  }
}

/** Those who rank differently now, the others, are seen when it is the turn of the tags that rank them. */
async function awaitTurn(ctx: Ctx, set: TagSet, tags: readonly TagRecord[]): Promise<void> {
  const { codes, last } = await waitingTags(ctx, set);
  const whole = wholeTags(set);
  const concerned = tags.filter(({ code }) => whole.has(code)).map(({ code }) => code);
  await keepWaiting(ctx, { codes: codes.union(new Set(concerned)), last });
}
