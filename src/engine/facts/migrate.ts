import { literal } from "./literal.ts";
import { sql } from "./sql/sql.ts";
import { problem } from "../../kernel/index.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { Facts } from "./types.ts";

/** Brings the fact store to the newest structure. Each statement may run twice, so a crash in between is harmless. @throws FACTS_NEWER */
export async function migrateFacts(facts: Facts): Promise<void> {
  await facts.run(sql`CREATE TABLE IF NOT EXISTS structure (version UInt32, at DateTime) ENGINE = MergeTree ORDER BY version`);
  const [row] = await facts.rows<{ version: number }>(sql`SELECT max(version) AS version FROM structure`);
  const found = row?.version ?? 0;
  if (found > MIGRATIONS.length) throw problem("FACTS_NEWER", { found, known: MIGRATIONS.length });
  for (let version = found; version < MIGRATIONS.length; version++) {
    for (const statement of MIGRATIONS[version]!) await facts.run(statement, { lane: "heavy" });
    await facts.run(sql`INSERT INTO structure SELECT ${literal.integer(version + 1)}, now()`);
  }
}
