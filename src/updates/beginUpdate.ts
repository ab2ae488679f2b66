import { newBatches } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { evaluatedUntil } from "../membership/index.ts";
import type { Begun } from "./changeSource.ts";
import { currentTags } from "./currentTags.ts";
import { SOURCES } from "./changeSources.ts";
import { readDefinitions } from "./changeSources/definitions/basis.ts";
import { forgetDifferent } from "./changeSources/definitions/forgetDifferent.ts";

export interface BeginUpdate {
  readonly asOf: Instant;
  /** A person asked for the update, so changed definitions count too. `isExact`: the person named the instant. */
  readonly asked?: { readonly isExact: boolean };
  /** Only reads: sources do not apply what has happened. */
  readonly readOnly?: boolean;
}

/**
 * Reads what an update needs, after every source has applied what has happened. Definitions are read first: a change during the update is
 * then found by the next one. The caller holds the write lock, unless it only reads.
 */
export async function beginUpdate(ctx: Ctx, { asOf, asked, readOnly = false }: BeginUpdate): Promise<Begun> {
  const from = await evaluatedUntil(ctx);
  const definitions = asked ? await readDefinitions(ctx) : null;
  if (!readOnly) for (const source of SOURCES) await source.apply?.(ctx);
  const batches = await newBatches(ctx);
  const tags = await currentTags(ctx, definitions?.standing.definitions);
  if (!readOnly) await forgetDifferent(ctx, tags);
  return { ctx, from, asOf, tags, batches, definitions, isAsked: asked !== undefined, isExact: asked?.isExact ?? false };
}
