import { readCatalogue } from "../catalogue/index.ts";
import { forgetBatches, freshBatches } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePermission, type Instant } from "../kernel/index.ts";
import { dependenciesOf, needsEverybody, planTags, type TagRule } from "../rules/index.ts";
import { loadTags, type TagSet } from "../tags/index.ts";
import { affectedBy, rulesOf } from "./closure.ts";
import { findChanged, type Changed } from "./changed.ts";
import { evaluateNow, recorded, type Evaluated } from "./evaluate.ts";
import { exclusively } from "./turns.ts";
import { evaluatedUntil, setEvaluatedUntil } from "./state.ts";

export interface FollowInput {
  readonly asOf?: Instant | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Above this share of all customers a full evaluation is the shorter way. */
const MOST = 0.5;

/**
 * Brings members up to the instant by looking only at the customers whom new rows or the passing of time can have changed, and
 * only at the tags that read what changed. Null when there was nobody to look at. Before a first full evaluation there is
 * nothing to follow: that is done instead.
 */
export async function followChanges({ ctx, input }: { ctx: Ctx; input: FollowInput }): Promise<Evaluated | null> {
  requirePermission(ctx, "tag.edit");
  return exclusively(ctx, async () => {
    const asOf = input.asOf ?? ctx.clock();
    const from = await evaluatedUntil(ctx);
    if (from === null) return evaluateNow(ctx, { asOf, signal: input.signal });
    const batches = await freshBatches(ctx);
    const set = await loadTags({ ctx });
    const published = rulesOf(set, publishedOf(set));
    const changed = await findChanged(ctx, planTags(published), batches, from, asOf);
    try {
      const concerned = changed.customers === 0 ? new Set<string>() : concernedTags(published, changed);
      const looked = concerned.size > 0 ? await look(ctx, set, concerned, changed, asOf, input) : null;
      await forgetBatches(ctx, batches);
      // After an idle step a restart would find the same nothing again.
      await setEvaluatedUntil(ctx, asOf, looked !== null || batches.length > 0);
      return looked;
    } finally {
      await changed.drop();
    }
  });
}

async function look(
  ctx: Ctx,
  set: TagSet,
  concerned: ReadonlySet<string>,
  changed: Changed,
  asOf: Instant,
  input: FollowInput,
): Promise<Evaluated> {
  const [all] = await ctx.facts.rows<{ customers: string }>("SELECT count() AS customers FROM customers");
  if (changed.customers > MOST * Number(all!.customers)) return evaluateNow(ctx, { asOf, signal: input.signal });
  const tags = [...set.tags.values()].filter((tag) => concerned.has(tag.code) && tag.state === "published" && tag.kind !== "static");
  const rules = rulesOf(
    set,
    tags.map((tag) => tag.code),
  );
  return recorded(ctx, "incremental", asOf, {
    set,
    tags,
    rules,
    catalogue: await readCatalogue({ ctx }),
    // Where one customer's position depends on the others', whoever has not changed may still have moved.
    population: needsEverybody(planTags(rules)) ? undefined : `(SELECT customer FROM ${changed.table})`,
    signal: input.signal,
  });
}

function publishedOf(set: TagSet): string[] {
  return [...set.tags.values()].filter((tag) => tag.state === "published").map((tag) => tag.code);
}

/** Tags that read what changed, and those that name such tags. */
export function concernedTags(rules: ReadonlyMap<string, TagRule>, changed: Changed): Set<string> {
  if (changed.newCustomers) return new Set(rules.keys());
  const direct = [...rules].filter(([, rule]) =>
    dependenciesOf(rule).some(
      (dependency) =>
        (dependency.kind === "event" && changed.events.has(dependency.event)) ||
        (dependency.kind === "attribute" && changed.attributes.has(dependency.attribute)),
    ),
  );
  return affectedBy(rules, new Set(direct.map(([code]) => code)));
}
