import { stagePrefix, type Ctx, type RunOptions } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** One running import: its number, its instant, and how its statements run. */
export interface Work {
  readonly ctx: Ctx;
  readonly batch: number;
  /** The received time of its rows. */
  readonly received: Instant;
  /** Options of each statement: the heavy lane, spilling to disk before memory runs out, ended by the signal. */
  readonly run: RunOptions;
  /** Name of a staging table of this import. */
  table(part: string): string;
}

export function startWork(ctx: Ctx, batch: number, received: Instant, signal: AbortSignal | undefined): Work {
  // Limits before a statement spills to disk or writes a block: fractions of its memory limit.
  const half = Math.floor(ctx.memoryBytes / 2);
  const block = Math.min(256 * 2 ** 20, Math.floor(ctx.memoryBytes / 32));
  return {
    ctx,
    batch,
    received,
    run: {
      lane: "heavy",
      settings: { max_bytes_before_external_group_by: half, max_bytes_before_external_sort: half, min_insert_block_size_bytes: block },
      ...(signal && { signal }),
    },
    table: (part) => `${stagePrefix(`import_${batch}`)}${part}`,
  };
}
