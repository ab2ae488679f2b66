import { sql, literal } from "../../../src/engine/index.ts";
import { expect } from "vitest";
import { readCatalogue } from "../../../src/catalogue/index.ts";
import type { Evaluated } from "../../../src/updates/index.ts";
import { readIdentities } from "../../../src/identity/index.ts";
import { formatDecimal, parseDecimal } from "../../../src/kernel/index.ts";
import { metricsOf, committedUpTo } from "../../../src/membership/index.ts";
import { interpretTags, type CustomerFacts } from "../../../src/rules/index.ts";
import { loadTags } from "../../../src/tags/index.ts";
import type { Told } from "./load.ts";
import { firstOrder, WATCHED, type Shop } from "./shop.ts";

/** Whatever was cut off is finished or taken back soon after the last start: nothing is open, and webhooks are told of everything. */
export async function expectNothingUnfinished({ ctx }: Shop): Promise<void> {
  const { records } = ctx;
  const count = async (rows: Promise<readonly unknown[]>) => (await rows).length;
  await expect
    .poll(
      async () => ({
        evaluations: await count(records.selectFrom("evaluations").select("id").where("state", "=", "running").execute()),
        batches: await count(records.selectFrom("pending_batches").select("batch").execute()),
        merges: await count(records.selectFrom("merges").select("id").where("reconciled", "=", false).execute()),
        jobs: await count(records.selectFrom("jobs").select("kind").where("state", "in", ["queued", "running"]).execute()),
        deliveries: await count(records.selectFrom("deliveries").select("id").where("state", "=", "waiting").execute()),
        untold: await count(
          records
            .selectFrom("webhooks")
            .select("id")
            .where("queued_up_to", "<", await committedUpTo(ctx))
            .execute(),
        ),
      }),
      { timeout: 60_000 },
    )
    .toEqual({ evaluations: 0, batches: 0, merges: 0, jobs: 0, deliveries: 0, untold: 0 });
}

/** Everything that was acknowledged stands once, with whom it belongs to; members, history and deliveries agree with it. */
export async function expectWhole(shop: Shop, told: Told): Promise<void> {
  await expectNothingUnfinished(shop);
  const customers = await expectFacts(shop, told);
  await expectMembers(shop, told, customers);
  await expectHistory(shop);
  await expectDeliveries(shop);
  // The SQL finds nobody whose members are other than they are.
  const { body } = await shop.deliver<{ job: string }>("/evaluations?force=true", {});
  const { state, result } = await shop.ended(body.job);
  const { entered, left, failed } = result as Evaluated;
  expect({ state, entered, left, failed }).toEqual({ state: "done", entered: 0, left: 0, failed: [] });
  await expectNothingUnfinished(shop);
}

const sorted = (values: Iterable<number>) => [...values].toSorted((a, b) => a - b);

interface OrderRow {
  readonly customer: number;
  readonly number: string;
}

/** @returns the customer of each `crm` identity */
async function expectFacts({ ctx }: Shop, { orders, merged, erased }: Told): Promise<ReadonlyMap<string, number>> {
  const { facts } = ctx;
  const catalogue = await readCatalogue({ ctx });
  const field = catalogue.events.get("Order")!.properties.get("number")!.field;
  const rows = await facts.rows<OrderRow>(sql`SELECT customer, toString(${sql.id(field)}) AS number FROM events WHERE event = 'Order'`);
  const left = [...orders].filter(([, { crm }]) => !erased.has(crm));
  expect(sorted(rows.map((row) => Number(row.number))), "each acknowledged order stands once, and no other").toEqual(
    sorted(left.map(([number]) => number)),
  );
  const numbers = await facts.rows<{ customer: number }>(sql`SELECT customer FROM customers ORDER BY customer`);
  expect(numbers.length, "no customer stands twice").toBe(new Set(numbers.map(({ customer }) => customer)).size);
  const identities = await readIdentities({ ctx, input: numbers.map(({ customer }) => customer) });
  const owner = new Map([...identities].flatMap(([customer, own]) => own.map(({ external }) => [external, customer] as const)));
  for (const { customer, number } of rows) expect([number, owner.get(orders.get(Number(number))!.crm)]).toEqual([number, customer]);
  for (const [one, other] of merged) expect([one, owner.get(one)]).toEqual([one, owner.get(other)]);
  for (const crm of erased) expect([crm, owner.get(crm)]).toEqual([crm, undefined]);
  const [twice] = await facts.rows<{ keys: string; values: string }>(
    sql`SELECT (SELECT count() - uniqExact(key) FROM messages) AS keys,
       (SELECT count() - uniqExact(customer, attribute, at, origin) FROM attribute_values) AS values`,
  );
  expect(twice).toEqual({ keys: "0", values: "0" });
  return owner;
}

async function expectMembers({ ctx }: Shop, told: Told, owner: ReadonlyMap<string, number>): Promise<void> {
  const { tags } = await loadTags({ ctx });
  const time = Date.parse(firstOrder.time);
  const customers = sorted(new Set(owner.values()));
  const place = new Map(customers.map((customer, index) => [customer, index]));
  const placeOf = (crm: string) => place.get(owner.get(crm)!)!;
  const events = customers.map((): CustomerFacts["events"][number][] => []);
  const attributes = customers.map((): CustomerFacts["attributes"][number][] => []);
  for (const { crm, amount } of told.orders.values())
    if (!told.erased.has(crm)) events[placeOf(crm)]!.push({ event: "Order", time, properties: { amount: parseDecimal(String(amount))! } });
  for (const [crm, city] of told.cities) attributes[placeOf(crm)]!.push({ attribute: "city", at: time, value: city });
  const population = customers.map((_, index) => ({ events: events[index]!, attributes: attributes[index]! }));
  const put = { vip: new Set([...told.vip].map(placeOf)), imported: new Set([...told.imported].map(placeOf)) };
  const rules = new Map([...tags].map(([code, { rule }]) => [code, rule!]));
  const moment = { asOf: Date.now(), timezone: ctx.workspace.timezone };
  const answers = interpretTags(rules, population, moment, (tag, index) => put[tag as keyof typeof put].has(index));

  const wanted: string[] = [];
  for (const [index, customer] of customers.entries())
    for (const [code, answer] of answers[index]!) {
      if (rules.get(code)!.kind === "metric") continue;
      if (answer === true) wanted.push(`${code}/ ${customer}`);
      if (typeof answer === "string") wanted.push(`${code}/${answer} ${customer}`);
    }
  expect([...(await membersOf(ctx))].toSorted(), "members are the interpreter's").toEqual(wanted.toSorted());

  const spent = tags.get("spent")!.id;
  const values = (await metricsOf(ctx, customers)).filter(({ tag, number }) => tag === spent && number !== "0");
  const sums = customers.flatMap((customer, index) => {
    const sum = answers[index]!.get("spent") as bigint;
    return sum > 0n ? [[customer, formatDecimal(sum)]] : [];
  });
  expect(values.map(({ customer, number }) => [customer, number])).toEqual(sums);
}

/** `code/value customer` of every membership. */
async function membersOf(ctx: Shop["ctx"]): Promise<Set<string>> {
  const { tags } = await loadTags({ ctx });
  const codes = new Map([...tags.values()].map(({ id, code }) => [id, code]));
  const rows = await ctx.facts.rows<{ tag: number; value: string; customer: number }>(
    sql`SELECT tag, value, arrayJoin(bitmapToArray(customers)) AS customer FROM members FINAL`,
  );
  return new Set(rows.map(({ tag, value, customer }) => `${codes.get(tag)}/${value} ${customer}`));
}

interface MoveRow {
  readonly tag: number;
  readonly value: string;
  readonly evaluation: string;
  readonly customer: number;
  /** 1: the customer enters; 0: leaves. */
  readonly coming: number;
}

async function historyOf({ facts }: Shop["ctx"]): Promise<MoveRow[]> {
  const side = (column: "entered" | "left", coming: 0 | 1) =>
    sql`SELECT tag, value, evaluation, arrayJoin(bitmapToArray(${sql.id(column)})) AS customer, ${literal.integer(coming)} AS coming FROM membership_changes`;
  // Of one evaluation a second row would be a move told twice, so nothing is put together here.
  return facts.rows<MoveRow>(
    sql`SELECT * FROM (${side("entered", 1)} UNION ALL ${side("left", 0)}) ORDER BY evaluation, tag, value, customer, coming`,
  );
}

/** Who enters was not there, who leaves was, and what that comes to is the members. */
async function expectHistory({ ctx }: Shop): Promise<void> {
  const { tags } = await loadTags({ ctx });
  const codes = new Map([...tags.values()].map(({ id, code }) => [id, code]));
  const there = new Set<string>();
  const wrong: string[] = [];
  for (const { tag, value, evaluation, customer, coming } of await historyOf(ctx)) {
    const key = `${codes.get(tag)}/${value} ${customer}`;
    if (there.has(key) === (coming === 1)) wrong.push(`${key} ${coming === 1 ? "entered" : "left"} in ${evaluation}`);
    if (coming === 1) there.add(key);
    else there.delete(key);
  }
  expect(wrong, "each move stands once in the history").toEqual([]);
  expect([...there].toSorted()).toEqual([...(await membersOf(ctx))].toSorted());
}

interface Body {
  readonly type: string;
  readonly sequence: number;
  readonly data: {
    readonly changes: readonly { readonly customer: number; readonly tag: { readonly code: string }; identities?: unknown }[];
  };
}

/** Every move of a watched tag was told, in one message, which has the same body however often it came. */
async function expectDeliveries({ ctx, receiver }: Shop): Promise<void> {
  const bodies = new Map<string, string>();
  for (const { headers, body } of receiver.received) {
    const id = String(headers["webhook-id"]);
    const said = JSON.parse(body) as Body;
    // Identities are those of the moment, and a customer may have got others.
    for (const change of said.data.changes) delete change.identities;
    const content = JSON.stringify(said);
    expect([id, bodies.get(id) ?? content]).toEqual([id, content]);
    bodies.set(id, content);
  }
  const deliveries = await ctx.records.selectFrom("deliveries").select(["id", "state"]).execute();
  expect(deliveries.filter(({ state }) => state !== "delivered")).toEqual([]);
  expect([...bodies.keys()].toSorted()).toEqual(deliveries.map(({ id }) => id).toSorted());
  const said = [...bodies.values()].flatMap((text) => {
    const { type, sequence, data } = JSON.parse(text) as Body;
    return data.changes.map(({ customer, tag }) => `${sequence} ${tag.code} ${customer} ${type}`);
  });
  const { tags } = await loadTags({ ctx });
  const [webhook] = await ctx.records.selectFrom("webhooks").select("since").execute();
  const watched = new Map(WATCHED.map((code) => [tags.get(code)!.id, code]));
  const moves = (await historyOf(ctx))
    .filter(({ tag, evaluation }) => watched.has(tag) && Number(evaluation) > webhook!.since)
    .map(({ tag, evaluation, customer, coming }) => {
      return `${evaluation} ${watched.get(tag)} ${customer} customer.tag.${coming === 1 ? "entered" : "left"}`;
    });
  expect(said.toSorted(), "each move is told in one message").toEqual(moves.toSorted());
}
