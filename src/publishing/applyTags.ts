import { requireSomewhere } from "../access/index.ts";
import { readCatalogue } from "../catalogue/index.ts";
import type { Ctx, Progress, RecordsTx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { evaluationOrder, ruleWarnings, type RuleWarning } from "../rules/index.ts";
import {
  loadTags,
  prunedTags,
  publishTags,
  readDocument,
  requireEdits,
  visibleTags,
  withoutHiddenNames,
  type Published,
} from "../tags/index.ts";
import { evaluateTagsNow, type Evaluated } from "../updates/index.ts";
import { overlapWarnings } from "./overlapWarnings.ts";
import type { PreviewInput } from "./previewTags.ts";
import { committedUpTo, countMoves, exclusively } from "../membership/index.ts";

export interface Applied extends Published {
  readonly warnings: readonly (Pick<RuleWarning, "path" | "zh" | "en"> & { readonly tag: string })[];
  readonly evaluation: Evaluated;
}

export interface ApplyInput extends PreviewInput {
  /** All tags of the document are new: a code that exists already is refused. */
  readonly creates?: boolean | undefined;
}

/** What an attempt of a job published, and the last evaluation before it. */
export interface PublishedBefore {
  readonly published: Published;
  readonly after: number;
}

/** How an apply that may be cut off and run again remembers what it published. */
interface Attempts {
  readonly noted: PublishedBefore | null;
  note(tx: RecordsTx, published: PublishedBefore): Promise<void>;
}

/**
 * Publishes a document of tags and evaluates. A later attempt publishes nothing: it evaluates, and counts what has moved since the attempt
 * that published. @throws INPUT_INVALID, TAG_CYCLE, TAG_QUOTA, TAG_CODE_TAKEN; then nothing is published
 */
export async function applyTags({
  ctx,
  input,
  attempts,
}: {
  ctx: Ctx;
  input: ApplyInput & { progress?: Progress; signal?: AbortSignal; asOf?: Instant | undefined };
  attempts?: Attempts;
}): Promise<Applied> {
  await requireSomewhere(ctx, "edit");
  const visible = await visibleTags(ctx);
  const existing = visible.all;
  const catalogue = await readCatalogue({ ctx });
  const { timezone } = ctx.workspace;
  const { definitions, refs } = readDocument(input.document, visible, catalogue, timezone, input.prune);
  const pruned = new Set(input.prune ? await prunedTags(ctx, existing, definitions, visible.hidden) : []);
  if (!attempts?.noted) await requireEdits(ctx, visible, definitions, [...pruned]);
  const staying = [...existing.tags.values()].filter(({ code }) => !pruned.has(code));
  const rules = new Map(staying.flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  for (const definition of definitions) rules.set(definition.code, definition.rule);
  withoutHiddenNames(visible, () => evaluationOrder(rules));
  const before = attempts?.noted ?? null;
  const published =
    before?.published ??
    (await publishTags({
      ctx,
      input: { definitions, prune: input.prune, hidden: visible.hidden, creates: input.creates },
      within: attempts && (async (tx, result) => attempts.note(tx, { published: result, after: await committedUpTo({ records: tx }) })),
    }));
  const { asOf, progress, signal } = input;
  // Published tags must be evaluated, so this waits for the running evaluation instead of failing with EVALUATION_BUSY.
  const evaluated = await exclusively(ctx, () => evaluateTagsNow(ctx, { asOf, progress, signal, force: before !== null }));
  const evaluation = { ...evaluated, failed: evaluated.failed.filter(({ tag }) => !visible.hidden.has(tag)) };
  const warnings = definitions.flatMap(({ code, rule }) =>
    ruleWarnings(rule, { catalogue, tags: refs, timezone }).map(({ path, zh, en }) => ({ tag: code, path, zh, en })),
  );
  return {
    ...published,
    warnings: [...warnings, ...(await overlapWarnings(ctx, new Set(definitions.map(({ code }) => code))))],
    evaluation: before ? { ...evaluation, ...(await movedSince(ctx, before.after, evaluation)) } : evaluation,
  };
}

/** Moves after an evaluation, those included that an attempt which was cut off has written. */
async function movedSince(ctx: Ctx, after: number, { evaluation }: Evaluated): Promise<Pick<Evaluated, "entered" | "left">> {
  const tags = [...(await loadTags({ ctx })).tags.values()].map(({ id }) => id);
  const all = await countMoves(ctx, tags, { after, upTo: evaluation, limit: Number.MAX_SAFE_INTEGER });
  const sum = (count: (moves: (typeof all)[number]["moves"]) => number) => all.reduce((total, { moves }) => total + count(moves), 0);
  return { entered: sum(({ entered, changed }) => entered + changed), left: sum(({ left, changed }) => left + changed) };
}
