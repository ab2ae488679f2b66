import { literal, type Ctx } from "../../engine/index.ts";
import type { Giving } from "../../imports/index.ts";
import { problem } from "../../kernel/index.ts";
import type { TagRecord } from "../../tags/index.ts";
import { membersSql, WORDY } from "./evaluation.ts";

/** Every evaluation lays all overrides over what the rules say: a file is no place for millions of them. */
const MOST = 50_000;
const CHUNK = 1_000;

interface Place {
  readonly word: string;
  readonly tag: TagRecord;
  readonly value: string;
}

/**
 * Overrides the customers of a file into rule and tiered tags that they have not by the rule. Who has them already needs no override, and a
 * override that somebody has set stands. Of several tiers for one customer the last in the file counts. @throws TAGS_OVERRIDES_MANY
 */
export async function overrideImported(
  ctx: Ctx,
  { batch, file, table }: Pick<Giving, "batch" | "file" | "table">,
  places: readonly Place[],
): Promise<void> {
  if (places.length === 0) return;
  const words = literal.texts(places.map(({ word }) => word));
  const ids = `[${places.map(({ tag }) => literal.integer(tag.id)).join(", ")}]`;
  const values = literal.texts(places.map(({ value }) => value));
  const wanted = `SELECT tag, customer, argMax(tier, _row) AS tier FROM (
      SELECT toUInt32(transform(word, ${words}, ${ids}, 0)) AS tag, transform(word, ${words}, ${values}, '') AS tier, customer, _row FROM ${table}
    ) WHERE tag != 0 GROUP BY tag, customer`;
  const had = `SELECT tag, arrayJoin(bitmapToArray(customers)) AS customer, value FROM (${membersSql(places.map(({ tag }) => tag))})`;
  const rows = await ctx.facts.rows<{ tag: number; customer: number; tier: string }>(
    `SELECT tag, customer, tier FROM (${wanted}) WHERE (tag, customer, tier) NOT IN (SELECT tag, customer, value FROM (${had})) ORDER BY tag, customer LIMIT ${MOST + 1}`,
    WORDY,
  );
  if (rows.length > MOST) throw problem("TAGS_OVERRIDES_MANY", { count: rows.length, limit: MOST });
  const now = new Date(ctx.clock());
  const tiered = new Set(places.filter(({ tag }) => tag.kind === "tiered").map(({ tag }) => tag.id));
  const reason = ctx.lang === "zh" ? `导入 #${batch}：${file}` : `Import #${batch}: ${file}`;
  await ctx.records.transaction().execute(async (tx) => {
    // An override whose time is over makes room for a new one.
    await tx
      .updateTable("overrides")
      .set({ removed_at: now })
      .where("removed_at", "is", null)
      .where("expires_at", "<=", now)
      .where("tag", "in", [...new Set(places.map(({ tag }) => tag.id))])
      .execute();
    for (let from = 0; from < rows.length; from += CHUNK) {
      const part = rows.slice(from, from + CHUNK).map(({ tag, customer, tier }) => ({
        tag,
        customer,
        value: tiered.has(tag) ? tier : null,
        direction: "in" as const,
        reason: reason.slice(0, 500),
        actor: ctx.actor.name,
        created_at: now,
        expires_at: null,
      }));
      const set = await tx
        .insertInto("overrides")
        .values(part)
        .onConflict((conflict) => conflict.columns(["tag", "customer"]).where("removed_at", "is", null).doNothing())
        .returning("id")
        .execute();
      if (set.length > 0)
        await tx
          .insertInto("import_overrides")
          .values(set.map(({ id }) => ({ import: batch, override: id })))
          .execute();
    }
  });
}
