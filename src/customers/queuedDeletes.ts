import { literal, type Ctx } from "../engine/index.ts";

/**
 * Ends deletions of a batch that failed and still wait in the fact store: it would try each again after minutes, and what is deleted later
 * waits behind them. One that names a staging table that is gone would never end.
 Before it, statements that were given up have ended: one could write rows of the batch
 * after they were deleted.
 */
export async function endQueuedDeletes({ facts }: Pick<Ctx, "facts">, batch: number): Promise<void> {
  await facts.quiet();
  await facts.run(
    `KILL MUTATION WHERE database = currentDatabase() AND NOT is_done AND match(command, '\\\\bbatch = ${literal.integer(batch)}\\\\b')`,
    { lane: "ingest" },
  );
}
