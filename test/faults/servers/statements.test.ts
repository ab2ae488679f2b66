import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWhole } from "./checks.ts";
import { startLoad } from "./load.ts";
import { startRounds } from "./rounds.ts";
import { openShop, REPEATS, type Shop } from "./shop.ts";
import { STATEMENTS } from "./statements.ts";
import type { Moment } from "./statementProxy.ts";

/** Those that lost something once. */
const DEFAULT: readonly (readonly [string, Moment])[] = [
  ["events", "before"],
  ["messages", "before"],
  ["history", "after"],
];
const ALL = Object.keys(STATEMENTS).flatMap((name) => (["before", "during", "after"] as const).map((moment) => [name, moment] as const));
const KILLS = REPEATS >= 5 ? ALL : DEFAULT;
/** The next start writes these, after a kill that left a batch open. */
const OF_RECOVERY = ["a deletion", "a fence"];

let shop: Shop | undefined;
beforeAll(async () => {
  shop = await openShop(1);
});
afterAll(() => shop?.close());

test(
  "a process killed exactly before, while and right after a statement writes leaves everything as if it had not been killed",
  { timeout: 120_000 + KILLS.length * 60_000 },
  async () => {
    const [process] = shop!.processes;
    const load = startLoad(shop!);
    const rounds = startRounds();
    for (const [name, moment] of KILLS) {
      const killAt = async (statement: string, at: Moment) => {
        let killed = false;
        void process!.proxy.arm(STATEMENTS[statement]!, at, process!.kill).then(() => (killed = true));
        const waiting = async () => {
          await expect.poll(() => killed, { timeout: 60_000, message: `killed ${at} ${statement}` }).toBe(true);
        };
        await Promise.race([load.failed, waiting()]);
      };
      if (OF_RECOVERY.includes(name)) {
        await killAt("messages", "after");
        const killed = killAt(name, moment);
        // It never comes to answer.
        process!.start().catch(() => undefined);
        await killed;
      } else await killAt(name, moment);
      rounds.did(`killed ${moment} ${name}`);
      await process!.start();
      rounds.did(`it answers again; ${load.told.orders.size} orders acknowledged`);
    }
    await load.stop();
    rounds.did("the load has stopped");
    await expectWhole(shop!, load.told);
    rounds.did("everything stands once");
  },
);
