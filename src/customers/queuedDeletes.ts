import { literal, type Ctx, sql } from "../engine/index.ts";

/**
 * Cancels queued deletions of a failed batch: the fact store would repeat each after minutes, and later deletions wait behind them. A
 * deletion that names a dropped staging table would never end. Abandoned statements are awaited first: one of them could write rows of the
 * batch after the deletion.
 */
export async function endQueuedDeletes({ facts }: Pick<Ctx, "facts">, batch: number): Promise<void> {
  await facts.quiet();
  const ofBatch = literal.text(String.raw`\bbatch = ${literal.integer(batch).text}\b`);
  await facts.run(sql`KILL MUTATION WHERE database = currentDatabase() AND NOT is_done AND match(command, ${ofBatch})`, {
    lane: "ingest",
  });
}
