import { literal, type Facts, type RunOptions, sql, type Sql } from "../engine/index.ts";

/** Inserts links from data, one row for each direction. @param ends a SELECT of platform, external, other_platform, other_external */
export async function insertLinks(
  facts: Facts,
  ends: Sql,
  { since, batch, options }: { readonly since: string; readonly batch: number; readonly options: RunOptions },
): Promise<void> {
  const rest = sql`0, true, toDateTime64(${literal.text(since)}, 3, 'UTC'), ${literal.integer(batch)}`;
  await facts.run(
    sql`
      INSERT INTO links (platform, external, other_platform, other_external, decision, joined, since, batch)
      SELECT *, ${rest}
      FROM (${ends})
    `,
    options,
  );
}

/**
 * Deletes the links that fulfil an SQL condition. May run twice. Call forgetWrittenLinks first: a cached link would otherwise still count
 * as stored.
 */
export async function removeLinks(facts: Facts, where: Sql, options: RunOptions): Promise<void> {
  await facts.run(sql`ALTER TABLE links DELETE WHERE ${where}`, { ...options, settings: { mutations_sync: 2, ...options.settings } });
}
