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
/** Tags that need everybody are computed at most this often, in milliseconds; the tag says when it was last. */
const WHOLE_EVERY = 60_000;
const HOUR = 3_600_000;

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
    const plan = planTags(published);
    const changed = await findChanged(ctx, plan, batches, from, asOf, (code) => set.tags.get(code)!.id);
    try {
      const concerned = changed.customers === 0 ? new Set<string>() : concernedTags(published, changed);
      const looked = await look(ctx, set, concerned, changed, { from, asOf, signal: input.signal });
      await forgetBatches(ctx, batches);
      // After an idle step a restart would find the same nothing again.
      await setEvaluatedUntil(ctx, asOf, looked !== null || batches.length > 0);
      return looked;
    } finally {
      await changed.drop();
    }
  });
}

interface Step {
  readonly from: Instant;
  readonly asOf: Instant;
  readonly signal: AbortSignal | undefined;
}

/** Looks at the customers of the tags concerned; at everybody for tags where one customer's position depends on the others', when their turn has come. */
async function look(
  ctx: Ctx,
  set: TagSet,
  concerned: ReadonlySet<string>,
  changed: Changed,
  { from, asOf, signal }: Step,
): Promise<Evaluated | null> {
  const [all] = await ctx.facts.rows<{ customers: string }>("SELECT count() AS customers FROM customers");
  if (concerned.size > 0 && changed.customers > MOST * Number(all!.customers)) return evaluateNow(ctx, { asOf, signal });
  const waiting = waitingOf(ctx, set);
  const everybody = wholeTags(set);
  for (const code of everybody) if (concerned.has(code) || turned(from, asOf)) waiting.codes.add(code);
  const some = [...concerned].filter((code) => !everybody.has(code));
  const looked = await evaluated(ctx, set, some, asOf, signal, `(SELECT customer FROM ${changed.table})`);
  if (waiting.codes.size === 0 || Math.abs(asOf - waiting.last) < WHOLE_EVERY) return looked;
  const whole = await evaluated(ctx, set, waiting.codes, asOf, signal, undefined);
  waiting.codes.clear();
  waiting.last = asOf;
  return whole ?? looked;
}

async function evaluated(
  ctx: Ctx,
  set: TagSet,
  codes: Iterable<string>,
  asOf: Instant,
  signal: AbortSignal | undefined,
  population: string | undefined,
): Promise<Evaluated | null> {
  const wanted = new Set(codes);
  const tags = [...set.tags.values()].filter((tag) => wanted.has(tag.code) && tag.state === "published" && tag.kind !== "static");
  if (tags.length === 0) return null;
  const rules = rulesOf(
    set,
    tags.map((tag) => tag.code),
  );
  return recorded(ctx, "incremental", asOf, { set, tags, rules, catalogue: await readCatalogue({ ctx }), population, signal });
}

/** Tags that are computed over everybody or not at all: ranks, cycles that fall back on the population, and tags that name such. */
function wholeTags(set: TagSet): Set<string> {
  return new Set(publishedOf(set).filter((code) => needsEverybody(planTags(rulesOf(set, [code])))));
}

/** What waits for its turn in this process. After a start nobody knows what was waiting, so everything does. */
const waitings = new WeakMap<object, { readonly codes: Set<string>; last: Instant }>();

function waitingOf(ctx: Ctx, set: TagSet): { readonly codes: Set<string>; last: Instant } {
  let waiting = waitings.get(ctx.facts);
  if (!waiting) waitings.set(ctx.facts, (waiting = { codes: wholeTags(set), last: -Infinity }));
  return waiting;
}

/** When tags over everybody have their next turn; null when none waits. */
export function wholeDue(ctx: Pick<Ctx, "facts">): Instant | null {
  const waiting = waitings.get(ctx.facts);
  return waiting && waiting.codes.size > 0 ? waiting.last + WHOLE_EVERY : null;
}

/** Expected purchases become due by the clock alone, at nobody's event: looked at when the hour turns. */
function turned(from: Instant, asOf: Instant): boolean {
  return Math.floor(from / HOUR) !== Math.floor(asOf / HOUR);
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
        (dependency.kind === "tag" && changed.tags.has(dependency.tag)) ||
        (dependency.kind === "event" && changed.events.has(dependency.event)) ||
        (dependency.kind === "attribute" && changed.attributes.has(dependency.attribute)),
    ),
  );
  return affectedBy(rules, new Set([...changed.tags, ...direct.map(([code]) => code)]));
}
