import { keepMessages, onDecided, sendersEventIdSql } from "../../customers/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import { batchesOf, repeatsIn, type Repeats } from "./sameness.ts";
import type { Work } from "./work.ts";

/**
 * SQL for the senders whose ids can equal the file's: no sender in particular, and the sender in the mapping. Without one in the mapping,
 * every sender.
 */
function sendersSql(sender: string | undefined): Sql {
  return sender === undefined ? sql`1` : sql`sender IN ('', ${literal.text(sender)})`;
}

/**
 * The staged events without those whose ids arrived with a message or file in the last months, whatever their time and customer. Events of
 * a named sender get ids of that sender. Only for events with an id in the file.
 */
export async function withoutSent(
  { ctx, run: runOptions, table }: Work,
  stage: string,
  sender: string | undefined,
): Promise<{ table: string; repeats: readonly Repeats[] }> {
  const run = { ...runOptions, settings: { ...runOptions.settings, use_index_for_in_with_subqueries: 0 } };
  const [any] = await ctx.facts.rows<{ found: string }>(sql`SELECT count() AS found FROM (SELECT 1 FROM messages LIMIT 1)`, run);
  if (any!.found === "0" && sender === undefined) return { table: stage, repeats: [] };
  const sent = table("sent");
  const repeats = await onDecided(
    ctx,
    async () => {
      await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(sent)}`, run);
      await ctx.facts.run(sql`CREATE TABLE ${sql.id(sent)} (key UInt64, batch UInt64) ENGINE = MergeTree ORDER BY key`, run);
      await ctx.facts.run(
        sql`
          INSERT INTO ${sql.id(sent)}
          SELECT key, min(batch)
          FROM messages
          WHERE key IN (SELECT toUInt64(id) FROM ${sql.id(stage)})
            AND ${sendersSql(sender)}
          GROUP BY key
        `,
        run,
      );
      return repeatsIn(ctx, sent);
    },
    batchesOf,
  );
  if (repeats.length === 0 && sender === undefined) return { table: stage, repeats };
  const unsent = table("unsent");
  const own = sender === undefined ? sql`*` : sql`* REPLACE (${sendersEventIdSql(literal.text(sender), sql`id`)} AS id)`;
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(unsent)} AS ${sql.id(stage)}`, run);
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(unsent)}
      SELECT ${own}
      FROM ${sql.id(stage)}
      WHERE toUInt64(id) NOT IN (SELECT key FROM ${sql.id(sent)})
    `,
    run,
  );
  return { table: unsent, repeats };
}

/** Stores the ids of added events with sender and content hash, so that a message with the same id counts as repeated. */
export async function rememberStaged({ ctx, batch, received, run }: Work, stage: string, rows: MappedRows, sender = ""): Promise<void> {
  const number = sender === "" ? sql`hash` : sendersEventIdSql(literal.text(sender), sql`hash`);
  const own = sender === "" ? sql`toUInt64(0)` : sql`toUInt64(${number})`;
  await keepMessages(
    ctx.facts,
    sql`
      SELECT
        toUInt64(hash),
        ${literal.integer(batch)},
        toStartOfMonth(${literal.instant(received)}),
        ${literal.text(sender)},
        digest,
        ${own}
      FROM ${sql.id(rows.table)}
      WHERE ${GOOD}
        AND ${number} IN (SELECT id FROM ${sql.id(stage)})
      ORDER BY _row
      LIMIT 1 BY hash
    `,
    run,
  );
}

/**
 * Counts good rows whose id is already stored from a file with other content, or appears earlier in the file with other content. Runs
 * before the ids are stored.
 */
export async function countConflicts({ ctx, run }: Work, rows: MappedRows, sender: string | undefined): Promise<number> {
  const [row] = await ctx.facts.rows<{ before: string; within: string }>(
    sql`
      SELECT
        (
          SELECT count()
          FROM ${sql.id(rows.table)} AS r
          INNER JOIN (
            SELECT key, min(content) AS first
            FROM messages
            WHERE content % 2 = 1
              AND ${sendersSql(sender)}
              AND key IN (
                SELECT toUInt64(hash)
                FROM ${sql.id(rows.table)}
                WHERE ${GOOD}
              )
            GROUP BY key
          ) AS m ON toUInt64(r.hash) = m.key
          WHERE r.${GOOD} AND r.digest != m.first
        ) AS before,
        (
          SELECT sum(versions - 1)
          FROM (
            SELECT uniqExact(digest) AS versions
            FROM ${sql.id(rows.table)}
            WHERE ${GOOD}
              AND hash NOT IN (
                SELECT hash
                FROM ${sql.id(rows.table)}
                WHERE toUInt64(hash) IN (SELECT key FROM messages WHERE ${sendersSql(sender)})
              )
            GROUP BY hash
            HAVING count() > 1
          )
        ) AS within
    `,
    run,
  );
  return Number(row!.before) + Number(row!.within);
}
