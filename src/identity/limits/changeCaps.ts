import { takeNumbers, type Ctx, type RecordsTx } from "../../engine/index.ts";
import { concernedBy } from "./concerned.ts";
import { type Caps, lookupOwners, readCaps, writeCaps } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { restructure } from "../changes/restructure.ts";
import { serially } from "../serial.ts";

/** Identities whose components are looked at in one go. */
const PART = 1_000;

/** Sets the caps and looks anew at every identity that either the old ones or the new ones set aside. */
export async function changeCaps(ctx: Ctx, caps: Caps, also: (tx: RecordsTx, before: Caps) => Promise<void>): Promise<void> {
  await serially(ctx, "identities", async () => {
    const before = await readCaps(ctx);
    await ctx.records.transaction().execute(async (tx) => {
      await writeCaps({ records: tx, clock: ctx.clock }, caps);
      await also(tx, before);
    });
    const concerned = await concernedBy(ctx, [before, caps]);
    if (concerned.length === 0) return;
    const batch = await takeNumbers(ctx.records, "batch", 1);
    for (let from = 0; from < concerned.length; from += PART) {
      const seeds = concerned.slice(from, from + PART);
      const owners = await lookupOwners(ctx, seeds, "heavy");
      await restructure(ctx, {
        seeds,
        fresh: [],
        owners,
        caps,
        placeholders: await readPlaceholders(ctx),
        at: ctx.clock(),
        batch,
        cause: "person",
        actor: ctx.actor.name,
        lane: "heavy",
      });
    }
  });
}
