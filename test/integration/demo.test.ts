import { sql } from "../../src/engine/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadShop } from "../../src/app/demo/load.ts";
import { generateShop } from "../../src/app/demo/shop/generate.ts";
import { readState, type DemoState } from "../../src/app/demo/state.ts";
import { assignShopTags, isEvaluationOld, publishShopTags } from "../../src/app/demo/tagging.ts";
import { countEverybody, countMembers } from "../../src/membership/index.ts";
import { loadTags } from "../../src/tags/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

const STATE: DemoState = { seed: 5, customers: 3_500, until: Date.parse("2026-05-20T03:00:00Z"), next: 0, pending: [], ready: false };
const never = new AbortController().signal;

let shop: TestApp;

beforeAll(async () => {
  shop = await openTestApp({ clock: () => STATE.until });
});
afterAll(async () => {
  await shop.close();
});

test("a load that is interrupted goes on where it stopped, and a batch that comes again adds nothing", async () => {
  const { ctx } = shop;
  const interrupt = new AbortController();
  const first = loadShop(ctx, STATE, interrupt.signal, () => interrupt.abort(new Error("Ctrl-C")));
  await expect(first).rejects.toThrow("Ctrl-C");
  const reached = (await readState(ctx))!;
  expect(reached.next).toBeGreaterThan(0);
  expect(reached.next).toBeLessThan(STATE.customers);
  // As if the process had died while it wrote a batch, and before it noted the others.
  const [cut] = await ctx.facts.rows<{ batch: string }>(sql`SELECT toString(min(batch)) AS batch FROM events`);
  const end = await loadShop(ctx, { ...reached, next: 0, pending: [Number(cut!.batch)] }, never, () => {});
  expect(end.next).toBe(STATE.customers);
  const wanted = new Map<string, number>();
  for (const { events } of generateShop(STATE)) for (const { event } of events) wanted.set(event, (wanted.get(event) ?? 0) + 1);
  const there = await ctx.facts.rows<{ event: string; rows: string }>(
    sql`SELECT event, count() AS rows FROM events GROUP BY event ORDER BY event`,
  );
  const [lost] = await ctx.facts.rows<{ customers: string }>(
    sql`SELECT count() AS customers FROM customers WHERE customer NOT IN (SELECT customer FROM identities)`,
  );
  expect(lost).toEqual({ customers: "0" });
  expect(new Map(there.map(({ event, rows }) => [event, Number(rows)]))).toEqual(new Map([...wanted].toSorted()));
});

test("the shop's tags are sound, and none is empty or nearly everybody", async () => {
  const { ctx } = shop;
  const evaluation = await publishShopTags(ctx, () => {}, never);
  expect(evaluation.failed).toEqual([]);
  expect(await assignShopTags(ctx, STATE)).toBeGreaterThan(20);
  const customers = await countEverybody(ctx);
  const counts = await countMembers(ctx);
  for (const tag of (await loadTags({ ctx })).tags.values()) {
    if (tag.kind === "metric" || tag.kind === "tiered") continue;
    const members = counts.find((count) => count.tag === tag.id)?.members ?? 0;
    expect(members / customers, tag.code).toBeGreaterThan(0.001);
    expect(members / customers, tag.code).toBeLessThan(0.6);
  }
  expect(await isEvaluationOld(ctx)).toBe(false);
});
