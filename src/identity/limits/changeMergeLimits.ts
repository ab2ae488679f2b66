import { takeNumbers, type Ctx, type RecordsTx } from "../../engine/index.ts";
import { concernedBy } from "./concernedByLimits.ts";
import { type MergeLimits, lookupOwners, loadMergeLimits, saveMergeLimits } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { restructure } from "../changes/restructure.ts";
import { serially } from "../serial.ts";

/** Identities whose components are solved in one step, which bounds the memory. */
const PART_IDENTITIES = 1_000;

/** Saves the limits and solves again every identity that exceeds the old or the new ones. */
export async function changeMergeLimits(
  ctx: Ctx,
  limits: MergeLimits,
  also: (tx: RecordsTx, before: MergeLimits) => Promise<void>,
): Promise<void> {
  await serially(ctx, "identities", async () => {
    const before = await loadMergeLimits(ctx);
    await ctx.records.transaction().execute(async (tx) => {
      await saveMergeLimits({ records: tx, clock: ctx.clock }, limits);
      await also(tx, before);
    });
    const concerned = await concernedBy(ctx, [before, limits]);
    if (concerned.length === 0) return;
    const batch = await takeNumbers(ctx.records, "batch", 1);
    for (let from = 0; from < concerned.length; from += PART_IDENTITIES) {
      const seeds = concerned.slice(from, from + PART_IDENTITIES);
      const owners = await lookupOwners(ctx, seeds, "heavy");
      await restructure(ctx, {
        seeds,
        newPairs: [],
        owners,
        limits,
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
