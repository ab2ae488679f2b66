import { statementOf } from "../support/statementOf.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, closeBatch, openBatch, type IncomingEvent } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag, setOverride } from "../../src/assignments/index.ts";
import { customerHistory, recoverMembers, tagHistory } from "../../src/membership/index.ts";
import { evaluateTags, updateMembers } from "../../src/updates/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;
let now = NOW;

const crm = (external: string) => [{ platform: "crm", external }];
const order = (external: string, time: number, amount = 10): IncomingEvent => ({
  event: "Order Completed",
  identities: crm(external),
  time,
  properties: { amount },
});
const numberOf = (external: string) => findCustomer({ ctx, input: `crm:${external}` });

const TAGS = [
  { code: "recent", name: "近30天下单", rule: { event: "Order Completed", within: "30d" } },
  { code: "wide", name: "老客或近期", rule: { any: [{ tag: "recent" }, { tag: "hand" }] } },
  { code: "adult", name: "成年", rule: { attribute: "birthday", age: ">= 18" } },
  { code: "hand", name: "重点" },
];

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => now });
  await seedCatalogue({ ctx });
  const idle = Array.from({ length: 30 }, (_, index) => ({ identities: crm(`idle ${index}`), attributes: {}, at: NOW }));
  await appendBatch({ ctx, input: { customers: idle, events: ["a", "b", "c", "d"].map((name) => order(name, NOW - 29 * DAY)) } });
  await applyTags({ ctx, input: { document: { tags: TAGS }, prune: false } });
});
afterAll(() => engine.close());
beforeEach(async () => {
  now += DAY / 24;
  await updateMembers({ ctx, input: {} });
});

/** The customer's last move in a tag, and why. */
async function last(external: string, tag: string): Promise<string> {
  const { items } = await customerHistory({ ctx, input: { customer: await numberOf(external), tag, limit: 1 } });
  return items[0] ? `${items[0].move} ${items[0].cause}` : "none";
}

/** Rows written as an import writes them. */
async function imported(events: readonly IncomingEvent[]): Promise<void> {
  const batch = await openBatch(ctx, "rows");
  await appendBatch({ ctx, input: { events, batch } });
  await closeBatch(ctx, batch);
}

test("who is there when a rule is published enters by the rule", async () => {
  expect(await last("a", "recent")).toBe("entered rule");
  expect(await last("a", "wide")).toBe("entered rule");
});

test("in one step messages, an import and time each move their own customers, also in tags that name the tag", async () => {
  now = NOW + DAY - 1;
  await updateMembers({ ctx, input: {} });
  await appendBatch({ ctx, input: { events: [order("e", now - 1_000), order("a", now - 1_000)] } });
  await imported([order("f", now - 1_000)]);
  now = NOW + DAY;
  await updateMembers({ ctx, input: {} });
  expect(await last("e", "recent")).toBe("entered event");
  expect(await last("f", "recent")).toBe("entered import");
  expect(await last("b", "recent")).toBe("left clock");
  expect(await last("a", "recent")).toBe("entered rule");
  expect(await last("e", "wide")).toBe("entered event");
  expect(await last("b", "wide")).toBe("left clock");
  const { items } = await tagHistory({ ctx, input: { tag: "recent", limit: 1 } });
  expect(items[0]).toMatchObject({
    cause: "clock",
    entered: 2,
    left: 3,
    causes: [
      { cause: "clock", customers: 3 },
      { cause: "event", customers: 1 },
      { cause: "import", customers: 1 },
    ],
  });
});

test("only what a tag reads explains it: an order the same second does not explain a birthday", async () => {
  const midnight = Date.UTC(2026, 1, 1, 16);
  const born = { identities: crm("g"), attributes: { birthday: "2008-02-02" }, at: NOW };
  now = midnight - 1_000;
  await appendBatch({ ctx, input: { customers: [born] } });
  await updateMembers({ ctx, input: {} });
  await appendBatch({ ctx, input: { events: [order("g", midnight - 500)] } });
  now = midnight;
  await updateMembers({ ctx, input: {} });
  expect(await last("g", "adult")).toBe("entered clock");
  expect(await last("g", "recent")).toBe("entered event");
  await appendBatch({ ctx, input: { customers: [{ ...born, attributes: { birthday: "2010-02-02" }, at: now }] } });
  await updateMembers({ ctx, input: {} });
  expect(await last("g", "adult")).toBe("left event");
});

test("a hand moves the tag it is laid on and the tags that name it; a key is told from a person", async () => {
  await assignTag({ ctx, input: { tag: "hand", add: [await numberOf("b")], remove: [] } });
  expect(await last("b", "hand")).toBe("entered person");
  expect(await last("b", "wide")).toBe("entered person");
  const key = testCtx(engine, { clock: () => now, actor: { ...ctx.actor, kind: "key", role: "administrator" } });
  await assignTag({ ctx: key, input: { tag: "hand", add: [], remove: [await numberOf("b")] } });
  expect(await last("b", "wide")).toBe("left api");
});

test("an override moves when it is set and when it ends", async () => {
  const customer = await numberOf("c");
  const until = new Date(now + 60_000).toISOString();
  await setOverride({ ctx, input: { tag: "recent", customer, direction: "in", reason: "电话确认", until } });
  expect(await last("c", "recent")).toBe("entered override");
  now += 60_000;
  await updateMembers({ ctx, input: {} });
  expect(await last("c", "recent")).toBe("left override");
  expect(await last("c", "wide")).toBe("left override");
});

test("a changed definition moves by the rule whom it moves, new data beside it the others; a full evaluation tells the same", async () => {
  await appendBatch({ ctx, input: { events: [order("h", now - 1)] } });
  const changed = { code: "adult", name: "成年", rule: { attribute: "birthday", age: ">= 15" } };
  await applyTags({ ctx, input: { document: { tags: [changed] }, prune: false } });
  expect(await last("g", "adult")).toBe("entered rule");
  expect(await last("h", "recent")).toBe("entered event");
  await imported([order("i", now - 1)]);
  now += 40 * DAY;
  await evaluateTags({ ctx, input: { force: true } });
  expect(await last("h", "recent")).toBe("left clock");
  await imported([order("j", now - 1)]);
  await evaluateTags({ ctx, input: { force: true } });
  expect(await last("j", "recent")).toBe("entered import");
});

test("a crash between membership history and members loses and repeats no move, whatever causes it had", async () => {
  await appendBatch({ ctx, input: { events: [order("k", now - 1)] } });
  await imported([order("l", now - 1)]);
  await updateMembers({ ctx, input: {} });
  const moves = async () => (await tagHistory({ ctx, input: { tag: "recent", limit: 50 } })).items;
  const before = await moves();
  const evaluation = before[0]!.evaluation;
  const members =
    "SELECT arraySort(bitmapToArray(customers)) AS list FROM members FINAL WHERE tag = (SELECT max(tag) FROM membership_changes WHERE evaluation = EVAL)";
  const statement = members.replace("EVAL", String(evaluation));
  const whole = await ctx.facts.rows(statementOf(statement));
  // The members as they were before that evaluation; its rows in the membership history stay.
  await ctx.facts.run(sql`ALTER TABLE members DELETE WHERE evaluation = ${literal.integer(evaluation)} SETTINGS mutations_sync = 2`);
  expect(await ctx.facts.rows(statementOf(statement))).not.toEqual(whole);
  await ctx.facts.run(
    sql`INSERT INTO members (tag, value, evaluation, customers) SELECT tag, value, ${literal.integer(evaluation - 1)}, groupBitmapXorState(bitmapXor(entered, left)) FROM membership_changes WHERE evaluation < ${literal.integer(evaluation)} AND tag IN (SELECT tag FROM membership_changes WHERE evaluation = ${literal.integer(evaluation)}) GROUP BY tag, value`,
  );
  expect(await recoverMembers(ctx)).toBeGreaterThan(0);
  expect(await ctx.facts.rows(statementOf(statement))).toEqual(whole);
  expect(await recoverMembers(ctx)).toBe(0);
  expect(await moves()).toEqual(before);
});
