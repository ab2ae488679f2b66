import { literal } from "../../engine/index.ts";
import { repeatsIn, type Repeats } from "./sameness.ts";
import type { Work } from "./work.ts";

/**
 * The staged events without those whose ids came with a message or a file of the last months, whatever time and customer they had then.
 * Only for events with ids of their own.
 */
export async function withoutSent(
  { ctx, run: given, table }: Work,
  stage: string,
): Promise<{ table: string; repeats: readonly Repeats[] }> {
  const run = { ...given, settings: { ...given.settings, use_index_for_in_with_subqueries: 0 } };
  const [any] = await ctx.facts.rows<{ found: string }>("SELECT count() AS found FROM (SELECT 1 FROM messages LIMIT 1)", run);
  if (any!.found === "0") return { table: stage, repeats: [] };
  const sent = table("sent");
  await ctx.facts.run(`CREATE TABLE ${sent} (key UInt64, batch UInt64) ENGINE = MergeTree ORDER BY key`, run);
  await ctx.facts.run(`INSERT INTO ${sent} SELECT key, batch FROM messages WHERE key IN (SELECT toUInt64(id) FROM ${stage})`, run);
  const repeats = await repeatsIn(ctx, sent);
  if (repeats.length === 0) return { table: stage, repeats };
  const unsent = table("unsent");
  await ctx.facts.run(`CREATE TABLE ${unsent} AS ${stage}`, run);
  await ctx.facts.run(`INSERT INTO ${unsent} SELECT * FROM ${stage} WHERE toUInt64(id) NOT IN (SELECT key FROM ${sent})`, run);
  return { table: unsent, repeats };
}

/** Keeps the ids of events that were added, so that a message with one of them is known. */
export async function rememberStaged({ ctx, batch, run }: Work, stage: string): Promise<void> {
  await ctx.facts.run(
    `INSERT INTO messages (key, batch, month) SELECT toUInt64(id), ${literal.integer(batch)}, toStartOfMonth(received) FROM ${stage}`,
    run,
  );
}
