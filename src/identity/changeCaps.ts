import { takeNumbers, type Ctx, type RecordsTx } from "../engine/index.ts";
import { isModest } from "./evidence/degrees.ts";
import { readCaps, writeCaps } from "./evidence/settings.ts";
import type { Caps } from "./evidence/types.ts";
import { LONG, lookupOwners } from "./lookup.ts";
import { platformOf } from "./platforms.ts";
import { restructure } from "./restructure.ts";
import { serially } from "./serial.ts";

/** Identities whose components are looked at in one go. */
const PART = 1_000;

/** Sets the caps and looks anew at every identity that either the old ones or the new ones set aside. */
export async function changeCaps(ctx: Ctx, caps: Caps, also: (tx: RecordsTx, before: Caps) => Promise<void>): Promise<void> {
  await serially(ctx.facts, "identities", async () => {
    const before = await readCaps(ctx);
    await ctx.records.transaction().execute(async (tx) => {
      await writeCaps({ records: tx, clock: ctx.clock }, caps);
      await also(tx, before);
    });
    const rows = await ctx.facts.rows<{ platform: string; external: string; other: string; count: string }>(
      `SELECT platform, external, other_platform AS other, uniqExact(other_external) AS count FROM links WHERE decision = 0
      GROUP BY platform, external, other_platform HAVING count > 1 ORDER BY platform, external, other_platform`,
      { lane: "heavy", settings: LONG },
    );
    const concerned = rows.filter(({ platform, other, count }) => {
      const [own, theirs] = [platformOf(platform)!, platformOf(other)!];
      return !isModest(own, theirs, Number(count), before) || !isModest(own, theirs, Number(count), caps);
    });
    if (concerned.length === 0) return;
    const batch = await takeNumbers(ctx.records, "batch", 1);
    for (let from = 0; from < concerned.length; from += PART) {
      const seeds = concerned.slice(from, from + PART).map(({ platform, external }) => ({ platform, external }));
      const owners = await lookupOwners(ctx, seeds, "heavy");
      await restructure(ctx, {
        seeds,
        fresh: [],
        owners,
        caps,
        at: ctx.clock(),
        batch,
        cause: "person",
        actor: ctx.actor.name,
        lane: "heavy",
      });
    }
  });
}
