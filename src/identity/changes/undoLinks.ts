import { literal, sql, takeNumbers, type Ctx } from "../../engine/index.ts";
import { removeLinks, forgetWrittenLinks, LONG_STATEMENT, lookupOwners, loadMergeLimits } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { restructure } from "./restructure.ts";
import { MOVED_ONCE_SQL } from "../read/claims.ts";
import { serially } from "../serial.ts";
import type { Identity } from "../../contract/index.ts";

const PART_IDENTITIES = 2_000;

/**
 * Deletes the links of a batch. Customers that only this batch joined are split again, and their rows move with the pending work. The
 * caller then deletes the identities that only this batch brought (`UNATTESTED`). May run twice.
 */
export async function undoLinks(ctx: Pick<Ctx, "records" | "facts" | "caches" | "clock">, batch: number): Promise<void> {
  const own = sql`batch = ${literal.integer(batch)} AND decision = 0`;
  await serially(ctx, "identities", async () => {
    const seeds = await ctx.facts.rows<Identity>(
      sql`
        SELECT DISTINCT platform, external
        FROM links
        WHERE ${own}
          AND (platform, external) NOT IN (
            SELECT platform, external
            FROM identities
            WHERE batch = ${literal.integer(batch)}
              AND claim < ${MOVED_ONCE_SQL}
              AND (platform, external) NOT IN (SELECT platform, external FROM links WHERE NOT (${own}))
          )
        ORDER BY platform, external
      `,
      { lane: "heavy", settings: LONG_STATEMENT },
    );
    const [row] = await ctx.facts.rows<{ links: string }>(sql`SELECT count() AS links FROM links WHERE ${own}`, { lane: "heavy" });
    if (row!.links === "0") return;
    const limits = await loadMergeLimits(ctx);
    for (let from = 0; from < seeds.length; from += PART_IDENTITIES) {
      const part = seeds.slice(from, from + PART_IDENTITIES);
      const owners = await lookupOwners(ctx, part, "heavy");
      const number = await takeNumbers(ctx.records, "batch", 1);
      await restructure(ctx, {
        seeds: part,
        newPairs: [],
        owners,
        limits,
        placeholders: await readPlaceholders(ctx),
        at: ctx.clock(),
        batch: number,
        cause: "links",
        actor: "",
        lane: "heavy",
        withoutBatch: batch,
      });
    }
    await forgetWrittenLinks(ctx);
    await removeLinks(ctx.facts, own, { lane: "heavy" });
  });
}

/** A condition over the table `identities`: the first claim on an identity that no link names. */
export const UNATTESTED = sql`claim < ${MOVED_ONCE_SQL} AND (platform, external) NOT IN (SELECT platform, external FROM links)`;
