import { sql } from "../../engine/index.ts";
import type { SkipReason } from "../../contract/index.ts";
import type { z } from "zod";
import { reasonText } from "../../mapping/index.ts";
import { GOOD, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";

export interface Summary {
  readonly read: number;
  readonly accepted: number;
  readonly skipped: number;
  /** Most frequent first. */
  readonly reasons: readonly z.output<typeof SkipReason>[];
  readonly rounded: number;
}

/** Counts the mapped rows. read = accepted + skipped, and each skipped row has one reason. */
export async function summarise({ ctx, run }: Work, { table, reasons }: MappedRows, hasRounded: boolean): Promise<Summary> {
  const counts = await ctx.facts.rows<{ bad: number; count: string; rounded: string }>(
    sql`
      SELECT bad, count() AS count, ${hasRounded ? sql`sumIf(rounded, ${GOOD})` : sql`toUInt64(0)`} AS rounded
      FROM ${sql.id(table)}
      GROUP BY bad
      ORDER BY count DESC, bad
    `,
    run,
  );
  const read = counts.reduce((sum, row) => sum + Number(row.count), 0);
  const accepted = Number(counts.find((row) => row.bad === 0)?.count ?? 0);
  return {
    read,
    accepted,
    skipped: read - accepted,
    reasons: counts
      .filter((row) => row.bad !== 0)
      .map(({ bad, count }) => {
        const { code, where } = reasons[bad - 1]!;
        return { code, ...reasonText(code, where), rows: Number(count) };
      }),
    rounded: counts.reduce((sum, row) => sum + Number(row.rounded), 0),
  };
}
