import { type Ctx, type Progress, type Sql, sql } from "../engine/index.ts";
import { runTags, writeMetrics } from "../evaluation/index.ts";
import { formatInstant, problem, tagKind, type Instant, type Problem } from "../kernel/index.ts";
import { beginEvaluation, commitMembers, endEvaluation, failEvaluation, reasonsSql, type Reasons } from "../membership/index.ts";
import { noteEvaluated, noteFailure, rulesOf, type TagRecord } from "../tags/index.ts";
import type { CurrentTags } from "./currentTags.ts";

export interface Evaluated {
  /** Everybody was evaluated, or only customers with a change, or nobody: then `evaluation` is the last one. */
  readonly how: "full" | "incremental" | "nothing";
  readonly evaluation: number;
  readonly asOf: string;
  readonly milliseconds: number;
  readonly tags: number;
  readonly entered: number;
  readonly left: number;
  readonly failed: readonly { tag: string; code: string; zh: string; en: string }[];
}

/** What one evaluation computes. */
export interface ToEvaluate {
  readonly tags: CurrentTags;
  /** Published tags whose members it writes. */
  readonly codes: readonly string[];
  /** An SQL set; absent: everybody. */
  readonly population?: Sql | undefined;
  readonly reasons: Reasons;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Computes tags, commits members, history and metrics, and records the result. */
export async function evaluateAndCommit(ctx: Ctx, kind: "full" | "incremental", asOf: Instant, what: ToEvaluate): Promise<Evaluated> {
  const { codes, population, reasons, progress, signal } = what;
  const { set, catalogue, idOf } = what.tags;
  const tags = codes.map((code) => set.tags.get(code)!);
  const rules = rulesOf(set, codes);
  return recordEvaluation(ctx, { kind, asOf, tags }, async (evaluation) => {
    const run = await runTags({ ctx, input: { rules, idOf, catalogue, asOf, population, progress, signal } });
    const failed = new Map<string, Problem>([...run.failed].filter(([code]) => tags.some((tag) => tag.code === code)));
    for (const tag of tags) if (!tag.rule) failed.set(tag.code, problem("INPUT_INVALID", { issues: tag.issues }));
    try {
      const good = tags.filter((tag) => !failed.has(tag.code));
      progress?.({ zh: "写入成员", en: "Writing members" }, 0.9);
      const changed = good.filter(({ code }) => reasons.definitions.has(code));
      const others = {
        tags: new Map(changed.map(({ id }) => [id, "rule"] as const)),
        customers: reasonsSql(
          reasons,
          good.filter((tag) => !changed.includes(tag)),
          rules,
        ),
      };
      const cause = { evaluation, at: asOf, cause: reasons.otherwise ?? "clock", actor: ctx.actor.name, others } as const;
      const delta = await commitMembers(
        ctx,
        sql.id(run.table),
        good.filter((tag) => tagKind(tag.kind).hasMembers),
        cause,
        population,
      );
      const unwritten = await writeMetrics(ctx, {
        plan: run.plan,
        scope: run.scope,
        idOf,
        tags: new Set(good.map((tag) => tag.code)),
        evaluation,
        population,
      });
      for (const [code, cause] of unwritten) failed.set(code, cause);
      return {
        entered: delta.reduce((sum, entry) => sum + entry.enter, 0),
        left: delta.reduce((sum, entry) => sum + entry.leave, 0),
        failed,
      };
    } finally {
      await run.drop();
    }
  });
}

/** The result of an evaluation: moves in and out, and why tags could not be computed, by code. */
export interface Written {
  readonly entered: number;
  readonly left: number;
  readonly failed: ReadonlyMap<string, Problem>;
}

/** Runs `work`, which computes and writes the tags, as an evaluation of its own. It is `running` until its members are written. */
export async function recordEvaluation(
  ctx: Ctx,
  { kind, asOf, tags }: { readonly kind: "full" | "incremental"; readonly asOf: Instant; readonly tags: readonly TagRecord[] },
  work: (evaluation: number) => Promise<Written>,
): Promise<Evaluated> {
  const started = performance.now();
  const evaluation = await beginEvaluation(ctx, kind, asOf);
  try {
    const { entered, left, failed } = await work(evaluation);
    const milliseconds = Math.round(performance.now() - started);
    await finish(ctx, evaluation, asOf, tags, failed, milliseconds);
    return {
      how: kind,
      evaluation,
      asOf: formatInstant(asOf),
      milliseconds,
      tags: tags.length - failed.size,
      entered,
      left,
      failed: [...failed].map(([tag, { code, zh, en }]) => ({ tag, code, zh, en })),
    };
  } catch (error) {
    await failEvaluation(ctx, evaluation);
    throw error;
  }
}

/** Ends the evaluation and records its result for each tag, in one transaction. */
async function finish(
  ctx: Ctx,
  evaluation: number,
  asOf: Instant,
  tags: readonly TagRecord[],
  failed: ReadonlyMap<string, Problem>,
  milliseconds: number,
): Promise<void> {
  await ctx.records.transaction().execute(async (tx) => {
    const good = tags.filter((tag) => !failed.has(tag.code)).map((tag) => tag.id);
    await noteEvaluated(tx, good, asOf);
    for (const tag of tags) {
      const cause = failed.get(tag.code);
      if (!cause) continue;
      await noteFailure(tx, tag.id, { at: formatInstant(ctx.clock()), code: cause.code, zh: cause.zh, en: cause.en });
    }
    await endEvaluation(ctx, tx, evaluation, { milliseconds, failedTags: failed.size });
  });
}

/** Adds up two evaluations of one update. */
export function combined(first: Evaluated, second: Evaluated): Evaluated {
  return {
    ...second,
    milliseconds: first.milliseconds + second.milliseconds,
    tags: first.tags + second.tags,
    entered: first.entered + second.entered,
    left: first.left + second.left,
    failed: [...first.failed, ...second.failed],
  };
}
