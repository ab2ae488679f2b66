import { onDecided } from "../../customers/index.ts";
import { literal, type RunOptions, sql } from "../../engine/index.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

/** Ids per step. No index covers hash or id, and a search with millions of ids takes ten times the memory of the ids. */
function withoutIndex(run: RunOptions): RunOptions {
  return { ...run, settings: { ...run.settings, use_index_for_in_with_subqueries: 0 } };
}

/** A table of rows that repeat an earlier row of the file, with the number of the repetition; undefined if there are none. */
export async function repeats({ ctx, run: runOptions, table }: Work, rows: MappedRows): Promise<string | undefined> {
  const name = table("again");
  const run = withoutIndex(runOptions);
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(name)} (_row UInt64, ordinal UInt32) ENGINE = MergeTree ORDER BY _row`, run);
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(name)}
      SELECT *
      FROM (
        SELECT _row, row_number() OVER (PARTITION BY hash ORDER BY _row) - 1 AS ordinal
        FROM ${sql.id(rows.table)}
        WHERE ${GOOD}
          AND hash IN (
            SELECT hash
            FROM ${sql.id(rows.table)}
            WHERE ${GOOD}
            GROUP BY hash
            HAVING count() > 1
          )
      )
      WHERE ordinal > 0
    `,
    run,
  );
  const [row] = await ctx.facts.rows<{ count: string }>(sql`SELECT count() AS count FROM ${sql.id(name)}`, run);
  return row!.count === "0" ? undefined : name;
}

/** Most bytes of one id during the search. The hash set doubles when it grows. */
const ID_BYTES = 128;

/** Rows of a file that are already stored, by batch. */
export interface Repeats {
  readonly batch: number;
  readonly rows: number;
}

/** The staged events without stored ones: those of the same name and time range with the same id. */
export async function withoutStored(
  { ctx, run: runOptions, table }: Work,
  stage: string,
): Promise<{ table: string; rows: number; repeats: readonly Repeats[] }> {
  const run = withoutIndex(runOptions);
  const [span] = await ctx.facts.rows<{ count: string; first: string; last: string; names: string[] }>(
    sql`
      SELECT count() AS count, toString(min(time)) AS first, toString(max(time)) AS last, groupUniqArray(event) AS names
      FROM ${sql.id(stage)}
    `,
    run,
  );
  const count = Number(span!.count);
  if (count === 0) return { table: stage, rows: 0, repeats: [] };
  const instant = (text: string) => sql`toDateTime64(${literal.text(text)}, 3, 'UTC')`;
  const there = sql`event IN ${literal.texts(span!.names.toSorted())} AND time >= ${instant(span!.first)} AND time <= ${instant(span!.last)}`;
  const [existing] = await ctx.facts.rows<{ found: string }>(
    sql`
      SELECT count() AS found
      FROM (SELECT 1 FROM events WHERE ${there} LIMIT 1)
    `,
    run,
  );
  if (existing!.found === "0") return { table: stage, rows: count, repeats: [] };
  const stored = table("known");
  const buckets = Math.ceil((count * ID_BYTES) / ctx.memoryBytes);
  const parts = Array.from({ length: buckets }, (_, bucket) =>
    buckets === 1 ? sql`1` : sql`id % ${literal.integer(buckets)} = ${literal.integer(bucket)}`,
  );
  const repeats = await onDecided(
    ctx,
    async () => {
      await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(stored)}`, run);
      await ctx.facts.run(sql`CREATE TABLE ${sql.id(stored)} (id UInt128, batch UInt64) ENGINE = MergeTree ORDER BY id`, run);
      for (const part of parts)
        await ctx.facts.run(
          sql`
            INSERT INTO ${sql.id(stored)}
            SELECT id, batch
            FROM events
            WHERE ${there}
              AND ${part}
              AND id IN (SELECT id FROM ${sql.id(stage)} WHERE ${part})
          `,
          run,
        );
      return repeatsIn(ctx, stored);
    },
    batchesOf,
  );
  if (repeats.length === 0) return { table: stage, rows: count, repeats };
  const added = table("added");
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(added)} AS ${sql.id(stage)}`, run);
  for (const part of parts) {
    await ctx.facts.run(
      sql`
        INSERT INTO ${sql.id(added)}
        SELECT *
        FROM ${sql.id(stage)}
        WHERE ${part}
          AND id NOT IN (SELECT id FROM ${sql.id(stored)} WHERE ${part})
      `,
      run,
    );
  }
  const [rest] = await ctx.facts.rows<{ count: string }>(sql`SELECT count() AS count FROM ${sql.id(added)}`, run);
  return { table: added, rows: Number(rest!.count), repeats };
}

export function batchesOf(repeats: readonly Repeats[]): number[] {
  return repeats.map(({ batch }) => batch);
}

/** The number of a table's rows that each batch stored. */
export async function repeatsIn({ facts }: Work["ctx"], table: string): Promise<Repeats[]> {
  const rows = await facts.rows<{ batch: string; count: string }>(
    sql`
      SELECT batch, count() AS count
      FROM ${sql.id(table)}
      GROUP BY batch
      ORDER BY batch
    `,
    { lane: "heavy" },
  );
  return rows.map(({ batch, count }) => ({ batch: Number(batch), rows: Number(count) }));
}
