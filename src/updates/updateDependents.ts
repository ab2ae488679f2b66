import { readCatalogue } from "../catalogue/index.ts";
import { literal, type Ctx, sql } from "../engine/index.ts";
import { tagKind, type Instant } from "../kernel/index.ts";
import { needsEverybody, planTags, type TagRule } from "../rules/index.ts";
import { type TagRecord, type TagSet, affectedBy, rulesOf } from "../tags/index.ts";
import { commitMembers, type Cause, type Delta, evaluatedUntil, asEvaluation } from "../membership/index.ts";
import { runTags } from "../evaluation/index.ts";
import { keepPendingTags, readPendingTags } from "./changeSources/populationWide/pending.ts";
import { populationWideTags } from "./changeSources/populationWide/tags.ts";

/** Memberships that a person or a program decided, and of which customers. */
export interface Decided {
  readonly tags: readonly TagRecord[];
  readonly customers: readonly number[];
  readonly cause: Cause["cause"];
  /** The instant of the decision, as the history shows it. */
  readonly at: Instant;
}

/**
 * Evaluates a tag whose override changed, and tags that name the decided ones, for these customers, as of the instant that all members are
 * true as of. The history gets an evaluation of its own. The caller holds the write lock.
 */
export async function updateDependents(ctx: Ctx, set: TagSet, { tags: decided, customers, cause, at }: Decided): Promise<Delta[]> {
  const rules = new Map<string, TagRule>([...set.tags.values()].flatMap((one) => (one.rule ? [[one.code, one.rule] as const] : [])));
  const tags = [...affectedBy(rules, new Set(decided.map(({ code }) => code)))]
    .map((code) => set.tags.get(code)!)
    .filter((one) =>
      decided.some(({ id }) => id === one.id)
        ? !tagKind(one.kind).isAssigned
        : one.state === "published" && tagKind(one.kind).hasMembers && one.evaluatedAt !== null,
    );
  if (tags.length === 0 || customers.length === 0) return [];
  const asOf = (await evaluatedUntil(ctx)) ?? ctx.clock();
  const numbers = sql`CAST([${sql.join(customers.map(literal.integer))}] AS Array(UInt32))`;
  const population = sql`(SELECT arrayJoin(${numbers}) AS customer)`;
  const named = rulesOf(
    set,
    tags.map((one) => one.code),
  );
  // Tags that compare customers are computed over everybody, but only the memberships of these customers are changed.
  const isPopulationWide = needsEverybody(planTags(named));
  if (isPopulationWide) await markPending(ctx, set, tags);
  const run = await runTags({
    ctx,
    input: {
      rules: named,
      idOf: (code) => set.tags.get(code)!.id,
      catalogue: await readCatalogue({ ctx }),
      asOf,
      ...(!isPopulationWide && { population }),
    },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    const own = sql`
      (
        SELECT tag, value, bitmapAnd(customers, bitmapBuild(${numbers})) AS customers
        FROM ${sql.id(run.table)}
      )
    `;
    return await asEvaluation(ctx, cause === "override" ? "override" : "assign", asOf, (evaluation) =>
      commitMembers(ctx, isPopulationWide ? own : sql.id(run.table), tags, { evaluation, at, cause, actor: ctx.actor.name }, population),
    );
  } finally {
    await run.drop();
  }
}

/** All other customers may rank differently now. They are evaluated when population-wide tags are due. */
async function markPending(ctx: Ctx, set: TagSet, tags: readonly TagRecord[]): Promise<void> {
  const { codes, last } = await readPendingTags(ctx, set);
  const all = populationWideTags(set);
  const concerned = tags.filter(({ code }) => all.has(code)).map(({ code }) => code);
  await keepPendingTags(ctx, { codes: codes.union(new Set(concerned)), last });
}
