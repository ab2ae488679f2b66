import { literal, type Ctx, sql } from "../../engine/index.ts";
import type { Giving } from "../../imports/index.ts";
import { problem, tagKind } from "../../kernel/index.ts";
import { addOverrides, removeEnded } from "../../membership/index.ts";
import type { TagRecord } from "../../tags/index.ts";
import { membersSql, LONG_STATEMENT } from "./importedSql.ts";

/** Every evaluation applies all overrides, so millions of them would make each evaluation slow. */
const MAX_OVERRIDES = 50_000;
const CHUNK_ROWS = 1_000;

interface Place {
  readonly word: string;
  readonly tag: TagRecord;
  readonly value: string;
}

/**
 * Sets overrides for customers of a file where the rule of a rule or tiered tag answers otherwise. A customer who has the tag needs none,
 * and an existing override stays. With several tiers for one customer the last one in the file counts.
 * @throws TAGS_OVERRIDES_MANY
 */
export async function overrideImported(
  ctx: Ctx,
  { batch, file, table }: Pick<Giving, "batch" | "file" | "table">,
  places: readonly Place[],
): Promise<void> {
  if (places.length === 0) return;
  const words = literal.texts(places.map(({ word }) => word));
  const ids = sql`[${sql.join(places.map(({ tag }) => literal.integer(tag.id)))}]`;
  const values = literal.texts(places.map(({ value }) => value));
  const wanted = sql`
    SELECT tag, customer, argMax(tier, _row) AS tier
    FROM (
      SELECT
        toUInt32(transform(word, ${words}, ${ids}, 0)) AS tag,
        transform(word, ${words}, ${values}, '') AS tier,
        customer,
        _row
      FROM ${sql.id(table)}
    )
    WHERE tag != 0
    GROUP BY tag, customer
  `;
  const had = sql`
    SELECT tag, arrayJoin(bitmapToArray(customers)) AS customer, value
    FROM (${membersSql(places.map(({ tag }) => tag))})
  `;
  const rows = await ctx.facts.rows<{ tag: number; customer: number; tier: string }>(
    sql`
      SELECT tag, customer, tier
      FROM (${wanted})
      WHERE (tag, customer, tier) NOT IN (SELECT tag, customer, value FROM (${had}))
      ORDER BY tag, customer
      LIMIT ${literal.integer(MAX_OVERRIDES + 1)}
    `,
    LONG_STATEMENT,
  );
  if (rows.length > MAX_OVERRIDES) throw problem("TAGS_OVERRIDES_MANY", { count: rows.length, limit: MAX_OVERRIDES });
  const at = ctx.clock();
  const tiered = new Set(places.filter(({ tag }) => tagKind(tag.kind).hasTiers).map(({ tag }) => tag.id));
  const reason = ctx.lang === "zh" ? `导入 #${batch}：${file}` : `Import #${batch}: ${file}`;
  await ctx.records.transaction().execute(async (tx) => {
    await removeEnded(tx, [...new Set(places.map(({ tag }) => tag.id))], at);
    for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
      const part = rows.slice(from, from + CHUNK_ROWS).map(({ tag, customer, tier }) => ({
        tag,
        customer,
        value: tiered.has(tag) ? tier : null,
        direction: "in" as const,
        reason: reason.slice(0, 500),
        actor: ctx.actor.name,
        at,
        expires: null,
      }));
      const ids = await addOverrides(tx, part);
      if (ids.length > 0)
        await tx
          .insertInto("import_overrides")
          .values(ids.map((id) => ({ import: batch, override: id })))
          .execute();
    }
  });
}
