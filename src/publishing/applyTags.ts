import { requireSomewhere } from "../access/index.ts";
import type { Ctx, Progress, RecordsTx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { ruleWarnings, type RuleWarning } from "../rules/index.ts";
import { loadTags, publishTags, requireEdits, visibleTags, type Published, type TagSet } from "../tags/index.ts";
import { evaluateTagsNow, type Evaluated } from "../updates/index.ts";
import { overlapWarnings } from "./overlapWarnings.ts";
import type { PreviewInput } from "./previewTags.ts";
import { readPublication } from "./readPublication.ts";
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

/** An approved change request in place of the rule for approval and of the rights of who publishes it. */
export interface ApprovedChange {
  /** Codes of tags that it retires. */
  readonly retire: readonly string[];
  /** Looks, in the transaction that publishes, whether it may be published. */
  require(tx: RecordsTx, existing: TagSet): Promise<void>;
}

/**
 * Publishes a document of tags and evaluates. A later attempt publishes nothing: it evaluates, and counts what has moved since the attempt
 * that published. @throws INPUT_INVALID, TAG_CYCLE, TAG_QUOTA, TAG_CODE_TAKEN, CHANGE_NEEDED; then nothing is published
 */
export async function applyTags({
  ctx,
  input,
  attempts,
  approved,
}: {
  ctx: Ctx;
  input: ApplyInput & { progress?: Progress; signal?: AbortSignal; asOf?: Instant | undefined };
  attempts?: Attempts;
  approved?: ApprovedChange;
}): Promise<Applied> {
  await requireSomewhere(ctx, "edit");
  const visible = await visibleTags(ctx);
  const set = approved ? { ...visible.all, all: visible.all, hidden: new Set<string>() } : visible;
  const { definitions, refs, catalogue, retired } = await readPublication(ctx, set, input);
  if (!approved && !attempts?.noted) await requireEdits(ctx, visible, definitions, retired);
  const before = attempts?.noted ?? null;
  const published =
    before?.published ??
    (await publishTags({
      ctx,
      input: { definitions, prune: input.prune, hidden: visible.hidden, creates: input.creates, retire: approved?.retire },
      approved: approved && ((tx, existing) => approved.require(tx, existing)),
      within: attempts && (async (tx, result) => attempts.note(tx, { published: result, after: await committedUpTo({ records: tx }) })),
    }));
  const { asOf, progress, signal } = input;
  // Published tags must be evaluated, so this waits for the running evaluation instead of failing with EVALUATION_BUSY.
  const evaluated = await exclusively(ctx, () => evaluateTagsNow(ctx, { asOf, progress, signal, force: before !== null }));
  const evaluation = { ...evaluated, failed: evaluated.failed.filter(({ tag }) => !visible.hidden.has(tag)) };
  const warnings = definitions.flatMap(({ code, rule }) =>
    ruleWarnings(rule, { catalogue, tags: refs, timezone: ctx.workspace.timezone }).map(({ path, zh, en }) => ({
      tag: code,
      path,
      zh,
      en,
    })),
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
