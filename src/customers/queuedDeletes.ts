import { textLiteral as literal, type Ctx } from "../engine/index.ts";

/**
 * Cancels queued deletions of a failed batch: the fact store would repeat each after minutes, and later deletions wait behind them. A
 * deletion that names a dropped staging table would never end. Abandoned statements are awaited first: one of them could write rows of the
 * batch after the deletion.
 */
export async function endQueuedDeletes({ facts }: Pick<Ctx, "facts">, batch: number): Promise<void> {
  await facts.quiet();
  await facts.run(
    `KILL MUTATION WHERE database = currentDatabase() AND NOT is_done AND match(command, '\\\\bbatch = ${literal.integer(batch)}\\\\b')`,
    { lane: "ingest" },
  );
}
