import { inject } from "vitest";
import "../support/lane/provided.ts";

/**
 * How many random cases a property takes, and of which seed: `TAGWISE_ORACLE_RUNS` and `TAGWISE_ORACLE_SEED` where they are set. Otherwise as many
 * as a run of all tests can bear in the embedded lane, and a tenth in the servers' lane, which runs the same statements.
 */
export function oracleRuns(cases: number): { numRuns: number; seed?: number } {
  const { TAGWISE_ORACLE_RUNS: runs, TAGWISE_ORACLE_SEED: seed } = process.env;
  const numRuns = runs !== undefined ? Number(runs) : inject("servers") ? Math.ceil(cases / 10) : cases;
  return { numRuns, ...(seed !== undefined && { seed: Number(seed) }) };
}
