import { sql, literal } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import type { Tagging, TagWords } from "../tagging.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Customers } from "./resolve.ts";
import type { Work } from "./work.ts";

/** A column with more distinct names does not contain tags. */
const MAX_WORDS = 5_000;

/** Matches the tag names in the good rows with the existing tags. Writes nothing. @throws TAGS_MANY, TAGS_UNKNOWN, INPUT_INVALID */
export async function checkTags({ ctx, run }: Work, rows: MappedRows, tagging: Tagging, create: boolean): Promise<TagWords> {
  const found = await ctx.facts.rows<{ word: string }>(
    sql`
      SELECT DISTINCT arrayJoin(tags) AS word
      FROM ${sql.id(rows.table)}
      WHERE ${GOOD}
      ORDER BY word
      LIMIT ${literal.integer(MAX_WORDS + 1)}
    `,
    run,
  );
  if (found.length > MAX_WORDS) throw problem("TAGS_MANY", { limit: MAX_WORDS });
  return tagging.check(
    ctx,
    found.map(({ word }) => word),
    create,
  );
}

/** Adds the tags that the good rows name to the customers of those rows. */
export async function giveTags(
  { ctx, batch, run, table }: Work,
  rows: MappedRows,
  customers: Customers,
  { tagging, words, file }: { readonly tagging: Tagging; readonly words: TagWords; readonly file: string },
): Promise<number> {
  if (words.places.size === 0) return 0;
  const stage = table("tags");
  await ctx.facts.run(
    sql`CREATE TABLE ${sql.id(stage)} (customer UInt32, word String, _row UInt64) ENGINE = MergeTree ORDER BY (word, customer)`,
    run,
  );
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(stage)}
      SELECT m.customer, arrayJoin(r.tags), r._row
      FROM ${sql.id(rows.table)} AS r ${customers.join}
      WHERE r.${GOOD}
    `,
    run,
  );
  const { tagged } = await tagging.give(ctx, { batch, file, table: stage, words });
  return tagged;
}
