import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWhole } from "./checks.ts";
import { startLoad } from "./load.ts";
import { startRounds } from "./rounds.ts";
import { openShop, REPEATS, type Shop } from "./shop.ts";

const KILLS = REPEATS * 2;
/** After a start; most work of a kind ends within it. */
const WITHIN_MILLISECONDS = 3_000;

let shop: Shop | undefined;
beforeAll(async () => {
  shop = await openShop(1);
});
afterAll(() => shop?.close());

test(
  "a process on servers that is killed at any moment loses nothing acknowledged, writes nothing twice and leaves nothing unfinished",
  { timeout: 120_000 + KILLS * 60_000 },
  async () => {
    const [process] = shop!.processes;
    const load = startLoad(shop!);
    const rounds = startRounds();
    for (let kill = 0; kill < KILLS; kill++) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * WITHIN_MILLISECONDS));
      await process!.kill();
      rounds.did(`kill ${kill + 1} of ${KILLS}`);
      await process!.start();
      rounds.did(`it answers again; ${load.told.orders.size} orders acknowledged`);
    }
    await load.stop();
    rounds.did("the load has stopped");
    expect(load.told.orders.size).toBeGreaterThan(KILLS);
    await expectWhole(shop!, load.told);
    rounds.did("everything stands once");
  },
);
