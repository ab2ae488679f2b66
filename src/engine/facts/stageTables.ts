import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import { randomBytes } from "node:crypto";
import { literal } from "./literal.ts";
import type { Facts, RunOptions } from "./types.ts";

/** This process among all that use the same fact store: processes of two machines may have one number. */
export const PROCESS = randomBytes(6).toString("hex");
let engines = 0;

/** What an engine of this process is called in both stores: `3f2a9c01b7de-1`. A process has several only in tests. */
export function engineName(): string {
  return `${PROCESS}-${++engines}`;
}

let made = 0;

/** What the names of all staging tables of the process begin with that an engine belongs to. @param engine as engineName names it */
export function processStagePrefix(engine: string): string {
  return `stage_${engine.split("-")[0]}_`;
}

/** What the names of all staging tables of this process for one purpose begin with. @param part lower-case letters, digits, `_` */
export function stagePrefix(part: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(part)) throw new RangeError(`not a part of a name: ${part}`);
  return `stage_${PROCESS}_${part}_`;
}

/** A new name for a staging table of this process, e.g. `stage_3f2a9c01b7de_members_12`. Whoever makes the table drops it. */
export function stageName(part: string): string {
  return `${stagePrefix(part)}${++made}`;
}

/** Makes a staging table, and drops it when `work` ends. @param definition what follows the name: `(customer UInt32) ENGINE = Memory` */
export async function withStage<T>(
  facts: Pick<Facts, "run">,
  { part, definition, options = {} }: { readonly part: string; readonly definition: Sql; readonly options?: RunOptions },
  work: (table: string) => Promise<T>,
): Promise<T> {
  const table = stageName(part);
  // A table is dropped also when its work was stopped: the drop has no signal.
  const { signal: _signal, ...dropping } = options;
  try {
    await facts.run(sql`CREATE TABLE ${sql.id(table)} ${definition}`, options);
    return await work(table);
  } finally {
    await facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`, dropping);
  }
}

/**
 * Drops staging tables that a crash left. Other processes of the same store may be using theirs: `olderThanSeconds` above any statement's
 * limit leaves those alone.
 */
export async function dropStages(
  facts: Pick<Facts, "rows" | "run">,
  { prefix = "stage_", olderThanSeconds = 0 }: { readonly prefix?: string; readonly olderThanSeconds?: number } = {},
): Promise<void> {
  const age = olderThanSeconds === 0 ? sql.empty : sql` AND metadata_modification_time < now() - ${literal.integer(olderThanSeconds)}`;
  const tables = await facts.rows<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, ${literal.text(prefix)})${age} ORDER BY name`,
  );
  for (const { name } of tables) await facts.run(sql`DROP TABLE IF EXISTS ${literal.name(name)} SYNC`, { lane: "heavy" });
}
