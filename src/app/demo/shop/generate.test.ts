import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { generateShop, type ShopBatch, type ShopOptions } from "./generate.ts";

const UNTIL = Date.parse("2026-05-20T03:00:00Z");
const DAY = 86_400_000;

function shop(options: Partial<ShopOptions> = {}): ShopBatch[] {
  return [...generateShop({ seed: 1, customers: 400, until: UNTIL, ...options })];
}

function hash(batches: readonly ShopBatch[]): string {
  const digest = createHash("sha256");
  for (const { customers, events } of batches) digest.update(JSON.stringify([customers, events]));
  return digest.digest("hex").slice(0, 16);
}

const all = shop();
const customers = all.flatMap((batch) => batch.customers);
const events = all.flatMap((batch) => batch.events);

test("the same seed and the same last instant give the same shop, byte for byte, on every machine", () => {
  expect(hash(shop())).toBe(hash(all));
  expect(hash(all)).toBe("358ee0d3ad7ae654");
  expect(hash(shop({ seed: 2 }))).not.toBe(hash(all));
  expect(hash(shop({ until: UNTIL + DAY }))).not.toBe(hash(all));
});

test("a larger shop begins with the customers of a smaller one", () => {
  const smaller = shop({ customers: 100 });
  expect(JSON.stringify(events.slice(0, smaller[0]!.events.length))).toBe(JSON.stringify(smaller.flatMap((batch) => batch.events)));
});

test("going on from where a batch ended gives the batches that follow", () => {
  const big = shop({ customers: 4000 });
  expect(big.length).toBeGreaterThan(2);
  expect(hash(shop({ customers: 4000, from: big[0]!.next }))).toBe(hash(big.slice(1)));
});

test("events lie in the two years before the last instant, and after the registration of their customer", () => {
  const registered = new Map<string, number>();
  for (const { identities, at, attributes } of customers)
    if (attributes["registered_at"]) for (const { platform, external } of identities) registered.set(`${platform}:${external}`, at);
  for (const { time, identities } of events) {
    expect(time).toBeGreaterThan(UNTIL - 730 * DAY);
    expect(time).toBeLessThanOrEqual(UNTIL);
    expect(Number.isInteger(time)).toBe(true);
    for (const { platform, external } of identities) expect(registered.get(`${platform}:${external}`)).toBeLessThanOrEqual(time);
  }
});

test("every customer has an identity, and no identity but a shared phone belongs to two", () => {
  const owners = new Map<string, number>();
  customers.forEach(({ identities, attributes }, index) => {
    expect(identities.length).toBeGreaterThan(0);
    if (!attributes["registered_at"]) return;
    for (const { platform, external } of identities) {
      const key = `${platform}:${external}`;
      if (platform !== "phone") expect(owners.has(key), key).toBe(false);
      owners.set(key, index);
    }
  });
});

test("message ids are all different, and so are order numbers", () => {
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  const orders = events.filter(({ event }) => event === "Order Completed").map(({ properties }) => properties["order_id"]);
  expect(new Set(orders).size).toBe(orders.length);
});

test("an order's amount is what its lines cost less the discount, to the fen", () => {
  for (const { event, properties } of events) {
    if (event !== "Order Completed") continue;
    const lines = properties["products"] as { price: number; quantity: number }[];
    const total = lines.reduce((sum, { price, quantity }) => sum + Math.round(price * 100) * quantity, 0);
    const discount = Math.round(((properties["discount"] as number | undefined) ?? 0) * 100);
    expect(Math.round((properties["amount"] as number) * 100)).toBe(total - discount);
    expect(total - discount).toBeGreaterThan(0);
  }
});

test("no blank of a phrase is left unfilled", () => {
  expect(events.filter(({ properties }) => JSON.stringify(properties).match(/\{\w+\}/))).toEqual([]);
});

test("formula milk fits the age of the child", () => {
  const born = new Map<string, number>();
  for (const { identities, attributes } of customers)
    if (attributes["child_birthday"])
      for (const { platform, external } of identities)
        born.set(`${platform}:${external}`, Date.parse(attributes["child_birthday"] as string));
  const ages: number[] = [];
  for (const { event, identities, time, properties } of events) {
    const birth = born.get(`${identities[0]!.platform}:${identities[0]!.external}`);
    if (event !== "Order Completed" || birth === undefined) continue;
    if ((properties["products"] as { name: string }[]).some(({ name }) => name.includes("奶粉1段")))
      ages.push((time - birth) / DAY / 30.44);
  }
  expect(ages.length).toBeGreaterThan(3);
  expect(Math.max(...ages)).toBeLessThan(6.2);
});
