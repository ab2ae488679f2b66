import { readCatalogue } from "../catalogue/index.ts";
import { forgetBatches, freshBatches } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePermission, type Instant } from "../kernel/index.ts";
import { dependenciesOf, type TagRule } from "../rules/index.ts";
import { type TagRecord, type TagSet, affectedBy, rulesOf } from "../tags/index.ts";
import { stepTaken } from "./sources/clock/lookAhead.ts";
import { findChanged, type Changed } from "./sources/clock/crossings.ts";
import { evaluateNow, recorded, type Evaluated } from "./evaluateAndCommit.ts";
import { endAssignments, exclusively, evaluatedUntil, setEvaluatedUntil } from "../membership/index.ts";
import { knownTags, type Known } from "./currentTags.ts";
import { fewChanges } from "./few/changes.ts";
import { evaluateFew } from "./few/evaluateFew.ts";
import { settleMerges } from "./sources/merges.ts";
import { keepWaiting, waitingTags, WHOLE_EVERY } from "./sources/populationWide.ts";

export interface FollowInput {
  readonly asOf?: Instant | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far a caller that holds the store goes beyond what is due by itself. */
export interface FollowNow extends FollowInput {
  /** Tags over everybody that wait are computed now, and these with them. */
  readonly whole?: ReadonlySet<string> | undefined;
}

/**
 * Above this share of all customers, where they are not few, a full evaluation is the shorter way. It sees batches that are being written
 * as far as they are; a step over some customers looks at those whose batch is whole.
 */
const MOST = 0.5;
const FEW = 10_000;
const HOUR = 3_600_000;

/**
 * Brings members up to the instant by looking only at the customers whom new rows or the passing of time can have changed, and
 * only at the tags that read what changed. Null when there was nobody to look at. Before a first full evaluation there is
 * nothing to follow: that is done instead.
 */
export async function followChanges({ ctx, input }: { ctx: Ctx; input: FollowInput }): Promise<Evaluated | null> {
  requirePermission(ctx, "tag.edit");
  return exclusively(ctx, () => followNow(ctx, input));
}

/** The same, for a caller that holds the store already. */
export async function followNow(ctx: Ctx, input: FollowNow): Promise<Evaluated | null> {
  const asOf = input.asOf ?? ctx.clock();
  const from = await evaluatedUntil(ctx);
  await endAssignments(ctx);
  await settleMerges(ctx);
  if (from === null) return evaluateNow(ctx, { asOf, signal: input.signal });
  const batches = await freshBatches(ctx);
  const known = await knownTags(ctx);
  const { set, rules: published, plan } = known;
  const changed = await findChanged(ctx, plan, batches, from, asOf, (code) => set.tags.get(code)!.id);
  try {
    const concerned = changed.customers === 0 ? new Set<string>() : concernedTags(published, changed);
    const looked = await look(ctx, known, concerned, changed, { from, asOf, signal: input.signal, whole: input.whole });
    await forgetBatches(ctx, batches);
    await stepTaken(ctx);
    // After an idle step a restart would find the same nothing again.
    await setEvaluatedUntil(ctx, asOf, looked !== null || batches.length > 0);
    return looked;
  } finally {
    await changed.drop();
  }
}

/** Before a first evaluation, which looks at everybody, nobody need remember what came: notes of batches would grow without end. */
export async function forgetUnfollowed(ctx: Ctx): Promise<void> {
  await exclusively(ctx, async () => {
    await endAssignments(ctx);
    const batches = await freshBatches(ctx);
    if (batches.length === 0 || (await evaluatedUntil(ctx)) !== null) return;
    const begun = await ctx.records.selectFrom("evaluations").select("id").limit(1).execute();
    if (begun.length === 0) await forgetBatches(ctx, batches);
  });
}

interface Step {
  readonly from: Instant;
  readonly asOf: Instant;
  readonly signal: AbortSignal | undefined;
  readonly whole: ReadonlySet<string> | undefined;
}

/** Looks at the customers of the tags concerned; at everybody for tags where one customer's position depends on the others', when their turn has come. */
async function look(
  ctx: Ctx,
  { set, rules, whole: everybody }: Known,
  concerned: ReadonlySet<string>,
  changed: Changed,
  { from, asOf, signal, whole: wanted }: Step,
): Promise<Evaluated | null> {
  if (concerned.size > 0 && (await areMost(ctx, changed.customers))) return evaluateNow(ctx, { asOf, signal });
  const { codes: before, last, erased = false } = await waitingTags(ctx, set);
  const waits = (code: string) => before.has(code) || wanted?.has(code) || concerned.has(code) || turned(from, asOf);
  const waiting = new Set([...everybody].filter(waits));
  const some = [...concerned].filter((code) => !everybody.has(code));
  const reasons = { definitions: new Set<string>(), fresh: changed.fresh };
  const population = `(SELECT customer FROM ${changed.table})`;
  const few = await evaluateFewOf(ctx, { set, rules, asOf, changed, codes: some });
  const passed = await evaluated(ctx, set, few.rest, { asOf, signal, population, reasons });
  const looked = few.evaluated && passed ? together(few.evaluated, passed) : (passed ?? few.evaluated);
  // Only where nothing else can have moved anybody.
  const quiet = changed.customers === 0 && !turned(from, asOf);
  const turn = waiting.size > 0 && (wanted !== undefined || Math.abs(asOf - last) >= WHOLE_EVERY);
  if (!turn) {
    await keepWaiting(ctx, { codes: waiting, last, erased: erased && quiet });
    return looked;
  }
  const otherwise = erased && quiet ? "erase" : undefined;
  const whole = await evaluated(ctx, set, waiting, { asOf, signal, reasons: { ...reasons, otherwise } });
  await keepWaiting(ctx, { codes: new Set(), last: asOf });
  return looked && whole ? together(looked, whole) : (whole ?? looked);
}

/** Evaluates the customers that changed by the interpreter, where they are few; answers what is left to the passes. */
async function evaluateFewOf(
  ctx: Ctx,
  { set, rules, asOf, changed, codes }: Pick<Known, "set" | "rules"> & { asOf: Instant; changed: Changed; codes: readonly string[] },
): Promise<{ readonly evaluated: Evaluated | null; readonly rest: readonly string[] }> {
  const changes = codes.length === 0 ? null : await fewChanges(ctx, changed.table, changed.customers);
  if (changes === null) return { evaluated: null, rest: codes };
  const tags = computedTags(set, codes);
  const { evaluated, rest } = await evaluateFew(ctx, { set, rules, catalogue: await readCatalogue({ ctx }), asOf, changes, tags });
  return { evaluated, rest: rest.map(({ code }) => code) };
}

async function areMost(ctx: Ctx, changed: number): Promise<boolean> {
  if (changed <= FEW) return false;
  const [all] = await ctx.facts.rows<{ customers: string }>("SELECT count() AS customers FROM customers");
  return changed > MOST * Number(all!.customers);
}

/** Two evaluations of one step as one answer. */
export function together(first: Evaluated, second: Evaluated): Evaluated {
  return {
    ...second,
    milliseconds: first.milliseconds + second.milliseconds,
    tags: first.tags + second.tags,
    entered: first.entered + second.entered,
    left: first.left + second.left,
    failed: [...first.failed, ...second.failed],
  };
}

type How = Pick<Parameters<typeof recorded>[3], "population" | "reasons" | "signal"> & { readonly asOf: Instant };

/** Computes some tags, over everybody or a population. Null when none of them is computed at all. */
export async function evaluated(ctx: Ctx, set: TagSet, codes: Iterable<string>, { asOf, ...how }: How): Promise<Evaluated | null> {
  const tags = computedTags(set, codes);
  if (tags.length === 0) return null;
  const rules = rulesOf(
    set,
    tags.map((tag) => tag.code),
  );
  return recorded(ctx, "incremental", asOf, { set, tags, rules, catalogue: await readCatalogue({ ctx }), ...how });
}

/** The published tags among these that a rule decides. */
function computedTags(set: TagSet, codes: Iterable<string>): TagRecord[] {
  const wanted = new Set(codes);
  return [...set.tags.values()].filter((tag) => wanted.has(tag.code) && tag.state === "published" && tag.kind !== "static");
}

/** Expected purchases become due by the clock alone, at nobody's event: looked at when the hour turns. */
export function turned(from: Instant, asOf: Instant): boolean {
  return Math.floor(from / HOUR) !== Math.floor(asOf / HOUR);
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
