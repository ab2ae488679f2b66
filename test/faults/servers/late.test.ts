import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWhole } from "./checks.ts";
import type { Told } from "./load.ts";
import { firstOrder, openShop, REPEATS, type Shop } from "./shop.ts";
import { startRounds } from "./rounds.ts";
import { STATEMENTS } from "./statements.ts";

/** What writes rows of a batch of messages. */
const HELD = REPEATS >= 5 ? ["events", "messages", "values", "customers", "identities"] : ["events", "values"];
const TIME = firstOrder.time;

let shop: Shop | undefined;
beforeAll(async () => {
  shop = await openShop(2);
});
afterAll(() => shop?.close());

test(
  "a statement of a dead process that reaches the store after its batch was taken back writes nothing",
  { timeout: 120_000 + HELD.length * 60_000 },
  async () => {
    const { ctx, processes } = shop!;
    const [victim, survivor] = [processes[0]!, processes[1]!];
    const told: Told = {
      orders: new Map([[0, { crm: "first", amount: 1 }]]),
      cities: new Map([["first", "北京"]]),
      vip: new Set(),
      imported: new Set(),
      merged: [],
      erased: new Set(),
    };
    const rounds = startRounds();
    for (const [index, name] of HELD.entries()) {
      const number = index + 1;
      const crm = `late-${number}`;
      const order = { ...firstOrder, id: `order-${number}`, identities: { crm }, properties: { number, amount: 1 } };
      const requests =
        name === "values"
          ? ([["/customers", { customers: [{ identities: { crm }, attributes: { city: "上海" }, at: TIME }] }]] as const)
          : ([["/events", { events: [order] }]] as const);
      const held = victim.proxy.hold(STATEMENTS[name]!);
      for (const [path, body] of requests) void victim.ask(path, body);
      await held.kept;
      await victim.kill();
      for (const [path, body] of requests)
        await expect.poll(async () => (await survivor.ask(path, body))?.status ?? 0, { timeout: 60_000 }).toBe(200);
      const open = async () => {
        const batches = ctx.records.selectFrom("pending_batches").select("batch").where("ready", "=", false).where("messages", "=", true);
        return (await batches.execute()).length;
      };
      await expect.poll(open, { timeout: 60_000 }).toBe(0);
      expect([name, await held.release()]).toEqual([name, 500]);
      if (name === "values") told.cities.set(crm, "上海");
      else told.orders.set(number, { crm, amount: 1 });
      rounds.did(`${name} of a dead process: refused`);
      await victim.start();
      rounds.did("it answers again");
    }
    await expectWhole(shop!, told);
    rounds.did("everything stands once");
  },
);
