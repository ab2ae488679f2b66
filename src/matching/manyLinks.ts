import { insertLinks } from "./linkRows.ts";
import { type Ctx, stageName, sql } from "../engine/index.ts";
import type { Pair } from "./links.ts";

/** From this number on, pairs go into a staging table: written into one statement they would make it too long. */
export const MANY_PAIRS = 5_000;

const HEAVY = { lane: "heavy" } as const;
const PAIR_COLUMNS = sql`a_platform LowCardinality(String), a_external String, b_platform LowCardinality(String), b_external String`;
const CHUNK_PAIRS = 100_000;

async function withPairs<T>({ facts }: Pick<Ctx, "facts">, pairs: readonly Pair[], work: (table: string) => Promise<T>): Promise<T> {
  const table = stageName("pairs");
  await facts.run(sql`CREATE TABLE ${sql.id(table)} (${PAIR_COLUMNS}, place UInt32) ENGINE = Memory`, HEAVY);
  try {
    for (let from = 0; from < pairs.length; from += CHUNK_PAIRS) {
      const rows = pairs.slice(from, from + CHUNK_PAIRS).map(({ a, b }, index) => ({
        a_platform: a.platform,
        a_external: a.external,
        b_platform: b.platform,
        b_external: b.external,
        place: from + index,
      }));
      await facts.insert(table, rows, HEAVY);
    }
    return await work(table);
  } finally {
    await facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`, HEAVY);
  }
}

/** The indexes of the pairs that have no stored link, for very many pairs. */
export async function unwrittenPlaces(ctx: Pick<Ctx, "facts">, pairs: readonly Pair[]): Promise<number[]> {
  return withPairs(ctx, pairs, async (table) => {
    const rows = await ctx.facts.rows<{ place: number }>(
      sql`
        SELECT place
        FROM ${sql.id(table)}
        WHERE (b_platform, b_external, a_platform, a_external) NOT IN (
          SELECT platform, external, other_platform, other_external
          FROM links
          WHERE decision = 0
            AND platform IN (SELECT DISTINCT b_platform FROM ${sql.id(table)})
            AND external IN (SELECT b_external FROM ${sql.id(table)})
        )
        ORDER BY place
      `,
      HEAVY,
    );
    return rows.map(({ place }) => place);
  });
}

/** Stores very many pairs as links, one row for each direction. @param since the instant as text of the fact store */
export async function writeManyLinks(ctx: Pick<Ctx, "facts">, pairs: readonly Pair[], since: string, batch: number): Promise<void> {
  await withPairs(ctx, pairs, async (table) => {
    for (const [from, to] of [
      [sql`a`, sql`b`],
      [sql`b`, sql`a`],
    ] as const)
      await insertLinks(ctx.facts, sql`SELECT ${from}_platform, ${from}_external, ${to}_platform, ${to}_external FROM ${sql.id(table)}`, {
        since,
        batch,
        options: HEAVY,
      });
  });
}
