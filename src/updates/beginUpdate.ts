import { newBatches } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { evaluatedUntil } from "../membership/index.ts";
import type { Begun } from "./changeSource.ts";
import { currentTags } from "./currentTags.ts";
import { SOURCES } from "./sources.ts";
import { readDefinitions } from "./sources/definitions/basis.ts";

export interface BeginUpdate {
  readonly asOf: Instant;
  /** Somebody asked for it, so that changed definitions are looked at too; `isExact` when they named the instant. */
  readonly asked?: { readonly isExact: boolean };
  /** Nothing is applied: only what stands now is read. */
  readonly readOnly?: boolean;
}

/**
 * Reads once what an update is about, after every source has applied what has happened already. The definitions are read before all else:
 * what changes while the update runs is then found changed by the next one. The caller holds the write lock, unless it only reads.
 */
export async function beginUpdate(ctx: Ctx, { asOf, asked, readOnly = false }: BeginUpdate): Promise<Begun> {
  const from = await evaluatedUntil(ctx);
  const definitions = asked ? await readDefinitions(ctx) : null;
  if (!readOnly) for (const source of SOURCES) await source.apply?.(ctx);
  const batches = await newBatches(ctx);
  const tags = await currentTags(ctx, definitions?.standing.definitions);
  return { ctx, from, asOf, tags, batches, definitions, isAsked: asked !== undefined, isExact: asked?.isExact ?? false };
}
