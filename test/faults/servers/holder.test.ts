import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWhole } from "./checks.ts";
import { startLoad } from "./load.ts";
import { openShop, REPEATS, type Process, type Shop } from "./shop.ts";
import { startRounds } from "./rounds.ts";
import { STATEMENTS } from "./statements.ts";
import type { Moment } from "./statementProxy.ts";

interface Kill {
  readonly whom: "holder" | "other";
  /** At a random instant when absent. */
  readonly at?: readonly [statement: string, moment: Moment];
}

/** Taken in turn, two a repeat. */
const KINDS: readonly Kill[] = [
  { whom: "holder" },
  { whom: "holder", at: ["members", "before"] },
  { whom: "other", at: ["messages", "before"] },
  { whom: "holder" },
  { whom: "holder", at: ["history", "during"] },
  { whom: "other" },
];
const KILLS = REPEATS * 2;
const PROCESSES = 3;
/** After a holder has begun; most work of a kind ends within it. */
const WITHIN_MILLISECONDS = 4_000;
/** A dead holder is replaced within this time. */
const REPLACED_MILLISECONDS = 10_000;

let shop: Shop | undefined;
beforeAll(async () => {
  shop = await openShop(PROCESSES);
});
afterAll(() => shop?.close());

async function leaseOf({ ctx }: Shop) {
  const { holder, fence } = await ctx.records.selectFrom("writer_lease").select(["holder", "fence"]).executeTakeFirstOrThrow();
  return { holder, fence: Number(fence) };
}

async function killAt(process: Process, at: Kill["at"]): Promise<void> {
  if (at) return process.proxy.arm(STATEMENTS[at[0]]!, at[1], process.kill);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * WITHIN_MILLISECONDS));
  await process.kill();
}

test(
  "however the holder among three processes is killed, another writes members soon, and everything stands once",
  { timeout: 120_000 + KILLS * 60_000 },
  async () => {
    const { processes } = shop!;
    const load = startLoad(shop!, { people: true });
    const replaced: number[] = [];
    const rounds = startRounds();
    for (let kill = 0; kill < KILLS; kill++) {
      const { whom, at } = KINDS[kill % KINDS.length]!;
      const before = await leaseOf(shop!);
      const process = processes.find(({ proxy }) => (proxy.process === before.holder) === (whom === "holder"));
      expect(process, "the holder is one of the processes").toBeDefined();
      await Promise.race([load.failed, killAt(process!, at)]);
      rounds.did(`kill ${kill + 1} of ${KILLS}: the ${whom}, ${at?.join(" ") ?? "at random"}`);
      // Started while another takes over: both take seconds.
      const started = process!.start();
      started.catch(() => undefined);
      if (whom === "holder") {
        const killed = performance.now();
        await expect.poll(async () => (await leaseOf(shop!)).fence, { timeout: 60_000 }).toBeGreaterThan(before.fence);
        replaced.push(performance.now() - killed);
        rounds.did("another holds the lease");
      }
      await started;
      rounds.did(`the killed process answers again; ${load.told.orders.size} orders acknowledged`);
    }
    await load.stop();
    rounds.did("the load has stopped");
    expect(load.told.merged.length + load.told.erased.size).toBeGreaterThan(0);
    await expectWhole(shop!, load.told);
    rounds.did("everything stands once");
    expect(Math.max(...replaced)).toBeLessThan(REPLACED_MILLISECONDS);
  },
);
