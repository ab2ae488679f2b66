import { freshBatches } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { formatInstant, requirePermission, type Instant } from "../kernel/index.ts";
import { planTags } from "../rules/index.ts";
import { changedTags, keepBasis, readBasis, readStanding, type Basis, type Standing } from "./sources/definitions/basis.ts";
import { anythingMoved } from "./sources/clock/crossings.ts";
import { byDefinition, endAssignments, evaluatedUntil, setEvaluatedUntil, oneEvaluation } from "../membership/index.ts";
import { affectedBy } from "../tags/index.ts";
import { evaluateNow, type EvaluateInput, type Evaluated } from "./evaluateAndCommit.ts";
import { evaluated, followNow, together, turned } from "./update.ts";
import { knownTags, type Known } from "./currentTags.ts";
import { waitingTags } from "./sources/populationWide.ts";

/** Above this share of all tags changed, computing everything is the shorter way. */
const MOST = 0.5;
/** So many evaluations after the basis it is written anew, for they are all looked at each time. */
const MANY = 1_000;

/**
 * Brings every published tag to what the rules say as of the instant. Only what can have changed is computed: changed definitions over
 * everybody, and for the others the customers with new rows or for whom time crossed something; when that is nothing, nothing.
 * `force` computes everything over everybody.
 * @throws EVALUATION_BUSY
 */
export async function evaluateTags({ ctx, input }: { ctx: Ctx; input: EvaluateInput }): Promise<Evaluated> {
  requirePermission(ctx, "tag.edit");
  return oneEvaluation(ctx, () => evaluateDue(ctx, input));
}

/** The same, for a caller that holds the store already. */
export async function evaluateDue(ctx: Ctx, input: EvaluateInput): Promise<Evaluated> {
  const started = performance.now();
  await endAssignments(ctx);
  const asOf = input.asOf ?? ctx.clock();
  const [basis, from] = [await readBasis(ctx), await evaluatedUntil(ctx)];
  if (input.force || basis === null || from === null) return evaluateNow(ctx, { ...input, asOf });
  const standing = await readStanding(ctx, basis.evaluation);
  if (!isSettled(basis, standing)) return evaluateNow(ctx, { ...input, asOf });
  const known = await knownTags(ctx, standing.definitions);
  const changed = redefined(basis, standing, known);
  if (changed.size > MOST * known.set.tags.size) return evaluateNow(ctx, { ...input, asOf });
  const whole = await wholeNow(ctx, known, { from, asOf, exact: input.asOf !== undefined });
  if (changed.size === 0 && whole.size === 0 && !(await anythingNew(ctx, known, from, asOf))) {
    await setEvaluatedUntil(ctx, asOf, false);
    if (standing.definitions !== basis.definitions || standing.evaluation > basis.evaluation + MANY)
      await keepBasis(ctx, { ...basis, definitions: standing.definitions, evaluation: standing.evaluation });
    return nothing(standing.evaluation, asOf, started);
  }
  const followed = await followNow(ctx, { asOf, signal: input.signal, whole });
  // Whoever followed may have found that everybody must be looked at.
  if (followed?.how === "full") return followed;
  const anew =
    changed.size === 0 ? null : await evaluated(ctx, known.set, changed, { asOf, signal: input.signal, reasons: byDefinition(changed) });
  const { definitions, rewritten, evaluation } = standing;
  await keepBasis(ctx, { definitions, rewritten, evaluation, rules: known.digest });
  if (followed && anew) return together(followed, anew);
  return anew ?? followed ?? nothing(standing.evaluation, asOf, started);
}

/** Whether evaluating as of the instant would compute nothing: then what is stored is what the rules say. */
export async function isUpToDate(ctx: Ctx, asOf: Instant): Promise<boolean> {
  const [basis, from] = [await readBasis(ctx), await evaluatedUntil(ctx)];
  if (basis === null || from === null) return false;
  const standing = await readStanding(ctx, basis.evaluation);
  if (!isSettled(basis, standing)) return false;
  const known = await knownTags(ctx, standing.definitions);
  if (redefined(basis, standing, known).size > 0 || (await wholeNow(ctx, known, { from, asOf, exact: true })).size > 0) return false;
  return !(await anythingNew(ctx, known, from, asOf));
}

function isSettled(basis: Basis, standing: Standing): boolean {
  return standing.unsettled === 0 && standing.rewritten === basis.rewritten;
}

/** Where definitions are as they were, nothing need be compared. */
function redefined(basis: Basis, { definitions }: Standing, { digest, rules }: Known): ReadonlySet<string> {
  return definitions === basis.definitions ? new Set() : changedTags(basis, digest, rules);
}

/**
 * Tags over everybody that are to be computed: those that wait, and when the hour turned all. As of an instant that somebody named
 * (`exact`) also those whose answer no boundary tells of: expected purchases.
 */
async function wholeNow(
  ctx: Ctx,
  { set, whole, rules }: Known,
  { from, asOf, exact }: { readonly from: Instant; readonly asOf: Instant; readonly exact: boolean },
): Promise<ReadonlySet<string>> {
  if (whole.size === 0) return whole;
  const { codes, last } = await waitingTags(ctx, set);
  if (turned(from, asOf)) return whole;
  const waiting = new Set([...codes].filter((code) => whole.has(code)));
  if (!exact || asOf === last) return waiting;
  const cycles = [...whole].filter((code) =>
    planTags(new Map([[code, rules.get(code)!]])).passes.some(({ source }) => source.kind === "cycle"),
  );
  return waiting.union(affectedBy(rules, new Set(cycles)));
}

async function anythingNew(ctx: Ctx, { plan, set }: Known, from: Instant, asOf: Instant): Promise<boolean> {
  if ((await freshBatches(ctx)).length > 0) return true;
  return anythingMoved(ctx, plan, from, asOf, (code) => set.tags.get(code)!.id);
}

function nothing(evaluation: number, asOf: Instant, started: number): Evaluated {
  const milliseconds = Math.round(performance.now() - started);
  return { how: "nothing", evaluation, asOf: formatInstant(asOf), milliseconds, tags: 0, entered: 0, left: 0, failed: [] };
}
