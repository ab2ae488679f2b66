import { type Ctx, type Progress, sql } from "../engine/index.ts";
import { tagKind } from "../kernel/index.ts";
import type { CauseName, ChangesByCause } from "../membership/index.ts";
import { setEvaluatedUntil } from "../membership/index.ts";
import { beginUpdate } from "./beginUpdate.ts";
import type { Begun, Concerned } from "./changeSource.ts";
import { evaluateAndCommit, type Evaluated } from "./evaluateAndCommit.ts";
import { SOURCES } from "./changeSources.ts";
import { newRowsSql } from "./changeSources/batches.ts";
import { readDefinitions } from "./changeSources/definitions/basis.ts";
import { changedTags } from "./changeSources/definitions/definitions.ts";
import { mergedCustomersSql } from "./changeSources/merges.ts";

export interface EvaluateEverything {
  /** The cause of moves of customers who have no change of their own. Default: the clock. */
  readonly otherwise?: CauseName | undefined;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Evaluates every published tag over everybody: members, history and metrics are then true as of now. A tag that fails keeps its last good
 * members and has the failure recorded; the others finish. The caller holds the write lock.
 */
export async function evaluateEverythingNow(ctx: Ctx, input: EvaluateEverything): Promise<Evaluated> {
  return evaluateEverything(await beginUpdate(ctx, { asOf: ctx.clock(), asked: { isExact: false } }), input);
}

/** The same for an update that has begun. @param concerned the customers with changes, when they were already searched for */
export async function evaluateEverything(
  begun: Begun,
  { otherwise, progress, signal }: EvaluateEverything,
  concerned: Concerned | null = null,
): Promise<Evaluated> {
  const { ctx, asOf, tags, batches } = begun;
  const definitions = begun.definitions ?? (await readDefinitions(ctx));
  const published = [...tags.set.tags.values()].filter((tag) => tag.state === "published" && !tagKind(tag.kind).isAssigned);
  const evaluated = await evaluateAndCommit(ctx, "full", asOf, {
    tags,
    codes: published.map(({ code }) => code),
    reasons: { definitions: changedTags(definitions.basis, tags), changesByCause: await changesByCauseOf(ctx, batches), otherwise },
    progress,
    signal,
  });
  for (const source of SOURCES) await source.committed?.({ ...begun, definitions }, { concerned, evaluations: 1, isEverything: true });
  await setEvaluatedUntil(ctx, asOf, true);
  return evaluated;
}

/** Customers with new rows, by cause; null without batches. */
async function changesByCauseOf(ctx: Ctx, batches: readonly number[]): Promise<ChangesByCause | null> {
  const statements = [...(await newRowsSql(ctx, batches)), ...mergedCustomersSql(batches)];
  const parts = statements.map(
    (statement) =>
      sql`
        SELECT cause, toString(kind) AS kind, toString(name) AS name, groupBitmapState(customer) AS customers
        FROM (${statement})
        GROUP BY cause, kind, name
      `,
  );
  return parts.length === 0 ? null : { sql: sql.join(parts, "\nUNION ALL\n") };
}
