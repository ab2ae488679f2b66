import { sql } from "kysely";
import type { Ctx } from "../../engine/index.ts";

/** An evaluation that began this long ago and never ended was cut off with its process. */
const LOST_MILLISECONDS = 2 * 3_600_000;

/**
 * Up to this evaluation the ledger is whole: everything has ended, and what is written later has a greater number. For whoever
 * tells of the ledger once.
 */
export async function settledEvaluation(ctx: Pick<Ctx, "records" | "clock">): Promise<number> {
  const lost = new Date(ctx.clock() - LOST_MILLISECONDS);
  const { rows } = await sql<{ settled: number | string }>`select coalesce(
    (select min(id) - 1 from evaluations where state = 'running' and started_at > ${lost}),
    (select max(id) from evaluations),
    0) as settled`.execute(ctx.records);
  return Number(rows[0]!.settled);
}
