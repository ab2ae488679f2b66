import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWhole } from "./checks.ts";
import { startLoad } from "./load.ts";
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
    for (let kill = 0; kill < KILLS; kill++) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * WITHIN_MILLISECONDS));
      await process!.kill();
      await process!.start();
    }
    await load.stop();
    expect(load.told.orders.size).toBeGreaterThan(KILLS);
    await expectWhole(shop!, load.told);
  },
);
