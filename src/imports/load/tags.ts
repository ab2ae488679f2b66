import { problem } from "../../kernel/index.ts";
import type { Tagging, TagWords } from "../tagging.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Customers } from "./resolve.ts";
import type { Work } from "./work.ts";

/** More different words than this are not tags: the column holds something else. */
const MAX_WORDS = 5_000;

/** What the good rows name, held against the tags there are; nothing is written. @throws TAGS_MANY, TAGS_UNKNOWN, INPUT_INVALID */
export async function checkTags({ ctx, run }: Work, rows: MappedRows, tagging: Tagging, create: boolean): Promise<TagWords> {
  const found = await ctx.facts.rows<{ word: string }>(
    `SELECT DISTINCT arrayJoin(tags) AS word FROM ${rows.table} WHERE ${GOOD} ORDER BY word LIMIT ${MAX_WORDS + 1}`,
    run,
  );
  if (found.length > MAX_WORDS) throw problem("TAGS_MANY", { limit: MAX_WORDS });
  return tagging.check(
    ctx,
    found.map(({ word }) => word),
    create,
  );
}

/** Gives the good rows' customers the tags that the rows name. */
export async function giveTags(
  { ctx, batch, run, table }: Work,
  rows: MappedRows,
  customers: Customers,
  { tagging, words, file }: { readonly tagging: Tagging; readonly words: TagWords; readonly file: string },
): Promise<number> {
  if (words.places.size === 0) return 0;
  const stage = table("tags");
  await ctx.facts.run(
    `CREATE TABLE ${stage} (customer UInt32, word String, _row UInt64) ENGINE = MergeTree ORDER BY (word, customer)`,
    run,
  );
  await ctx.facts.run(
    `INSERT INTO ${stage} SELECT m.customer, arrayJoin(r.tags), r._row FROM ${rows.table} AS r ${customers.join} WHERE r.${GOOD}`,
    run,
  );
  const { tagged } = await tagging.give(ctx, { batch, file, table: stage, words });
  return tagged;
}
