import type { Ctx, Progress } from "../engine/index.ts";
import { formatInstant, requirePermission, type Instant } from "../kernel/index.ts";
import { oneEvaluation, setEvaluatedUntil } from "../membership/index.ts";
import { visibleTags } from "../tags/index.ts";
import { beginUpdate } from "./beginUpdate.ts";
import type { Begun, Update } from "./changeSource.ts";
import type { Evaluated } from "./evaluateAndCommit.ts";
import { evaluateEverything } from "./evaluateEverything.ts";
import { SOURCES } from "./changeSources.ts";
import { runUpdate } from "./update.ts";

export interface EvaluateInput {
  /** Default: now. */
  readonly asOf?: Instant | undefined;
  /** Computes everybody and every tag, even if nothing changed since the last evaluation. */
  readonly force?: boolean | undefined;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes every published tag true as of the instant. Only what may have changed is computed: tags with changed definitions over everybody;
 * other tags for customers with new rows, or for whom time crossed a boundary. `force` computes everything.
 * @throws EVALUATION_BUSY
 */
export async function evaluateTags({ ctx, input }: { ctx: Ctx; input: EvaluateInput }): Promise<Evaluated> {
  requirePermission(ctx, "tag.edit");
  const evaluated = await oneEvaluation(ctx, () => evaluateTagsNow(ctx, input));
  if (evaluated.failed.length === 0) return evaluated;
  const { hidden } = await visibleTags(ctx);
  return { ...evaluated, failed: evaluated.failed.filter(({ tag }) => !hidden.has(tag)) };
}

/** The same for a caller that holds the write lock. */
export async function evaluateTagsNow(ctx: Ctx, input: EvaluateInput): Promise<Evaluated> {
  const started = performance.now();
  const asOf = input.asOf ?? ctx.clock();
  const begun = await beginUpdate(ctx, { asOf, asked: { isExact: input.asOf !== undefined } });
  const update = updateOf(begun);
  if (input.force || update === null) return evaluateEverything(begun, input);
  const evaluated = (await isPending(update)) ? await runUpdate(update, input.signal) : await nothingPending(update);
  return evaluated ?? nothing(update, started);
}

/** Whether an evaluation as of the instant would compute nothing: then the stored members are what the rules say. */
export async function isUpToDate(ctx: Ctx, asOf: Instant): Promise<boolean> {
  const update = updateOf(await beginUpdate(ctx, { asOf, asked: { isExact: true }, readOnly: true }));
  return update !== null && !(await isPending(update));
}

/** Null when everything must be evaluated. */
function updateOf(begun: Begun): Update | null {
  return begun.from === null || SOURCES.some((source) => source.changesEverything?.(begun)) ? null : { ...begun, from: begun.from };
}

async function isPending(update: Update): Promise<boolean> {
  for (const source of SOURCES) if (await source.isPending?.(update)) return true;
  return false;
}

async function nothingPending(update: Update): Promise<null> {
  for (const source of SOURCES) await source.committed?.(update, { concerned: null, evaluations: 0, isEverything: false });
  await setEvaluatedUntil(update.ctx, update.asOf, false);
  return null;
}

function nothing({ definitions, asOf }: Update, started: number): Evaluated {
  const milliseconds = Math.round(performance.now() - started);
  const evaluation = definitions!.standing.evaluation;
  return { how: "nothing", evaluation, asOf: formatInstant(asOf), milliseconds, tags: 0, entered: 0, left: 0, failed: [] };
}
