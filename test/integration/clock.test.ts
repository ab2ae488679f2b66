import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { readCustomer } from "../../src/insight/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag, changeMemberships, setOverride } from "../../src/assignments/index.ts";
import { customerHistory } from "../../src/membership/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { finishErasure, eraseCustomer } from "../../src/erasure/index.ts";
import { updateMembers, nextUpdateAt } from "../../src/updates/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
let engine: Engine;
let now = NOW;
let ctx: Ctx;

const crm = (external: string) => [{ platform: "crm", external }];
const order = (external: string, time: number, amount: number) => ({
  event: "Order Completed",
  identities: crm(external),
  time,
  properties: { amount },
});

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => now });
  await seedCatalogue({ ctx });
  await appendBatch({
    ctx,
    input: {
      events: [
        order("a", NOW - 10 * DAY, 100),
        order("b", NOW - 29 * DAY, 300),
        order("c", NOW - 400 * DAY, 50),
        order("d", NOW - 500 * DAY, 10),
        order("e", NOW - 500 * DAY, 10),
        order("f", NOW - 500 * DAY, 10),
      ],
    },
  });
  const tags = [
    { code: "recent", name: "近30天下单", rule: { event: "Order Completed", within: "30d" } },
    { code: "steady", name: "保持两天", rule: { tag: "recent", for: ">= 2d" } },
    { code: "best", name: "消费第一", rule: { rank: { event: "Order Completed", measure: { sum: "amount" } }, top: 1 } },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
});
afterAll(() => engine.close());

async function codesOf(external: string): Promise<string[]> {
  const { tags } = await readCustomer({ ctx, input: { customer: `crm:${external}` } });
  return tags.map((tag) => tag.code).toSorted();
}

test("a member leaves at the millisecond its event leaves the window, and the due time is that millisecond", async () => {
  expect(await codesOf("b")).toEqual(["best", "recent"]);
  const leaves = NOW - 29 * DAY + 30 * DAY;
  now = leaves - 1_000;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("b")).toEqual(["best", "recent"]);
  expect(await nextUpdateAt(ctx, now)).toBe(leaves);
  now = leaves - 1;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("b")).toEqual(["best", "recent"]);
  now = leaves;
  const step = await updateMembers({ ctx, input: {} });
  expect(step).toMatchObject({ entered: 0, left: 1 });
  expect(await codesOf("b")).toEqual(["best"]);
});

test("a tag had long enough is noticed when it is, without any event", async () => {
  now = NOW + 2 * DAY - 1_000;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("a")).toEqual(["recent"]);
  expect(await nextUpdateAt(ctx, now)).toBe(NOW + 2 * DAY);
  now = NOW + 2 * DAY;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("a")).toEqual(["recent", "steady"]);
});

test("an override stops holding at its end", async () => {
  const customer = await findCustomer({ ctx, input: "crm:c" });
  await setOverride({
    ctx,
    input: { tag: "recent", customer, direction: "in", reason: "电话确认", until: new Date(now + 30_000).toISOString() },
  });
  expect(await codesOf("c")).toContain("recent");
  expect(await nextUpdateAt(ctx, now)).toBeLessThanOrEqual(now + 30_000);
  now += 30_000;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("c")).not.toContain("recent");
});

test("a rank follows new events when its turn has come, at most a minute later", async () => {
  now += MINUTE;
  await updateMembers({ ctx, input: {} });
  await appendBatch({ ctx, input: { events: [order("c", now - 1_000, 900)] } });
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("c")).toContain("recent");
  now += MINUTE;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("c")).toContain("best");
  expect(await codesOf("b")).not.toContain("best");
});

test("a tag that names one put on by hand follows at once, in the same step as the hand", async () => {
  const tags = [
    { code: "hand", name: "重点跟进" },
    { code: "by_hand", name: "重点且近期", rule: { all: [{ tag: "hand" }, { not: { tag: "best" } }] } },
    { code: "without", name: "未跟进", rule: { not: { tag: "hand" } } },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
  const customer = await findCustomer({ ctx, input: "crm:d" });
  expect(await codesOf("d")).toContain("without");
  await assignTag({ ctx, input: { tag: "hand", add: [customer], remove: [] } });
  expect(await codesOf("d")).toEqual(["by_hand", "hand"]);
  await assignTag({ ctx, input: { tag: "hand", add: [], remove: [customer] } });
  expect(await codesOf("d")).toEqual(["without"]);
});

test("a tag given until an instant leaves at that instant, with what was said of it, and tags that name it follow", async () => {
  const assignment = { reason: "活动名单", until: new Date(now + 30_000).toISOString() };
  const customer = await findCustomer({ ctx, input: "crm:e" });
  const memberships = [{ customer: "crm:e", tag: "hand", ...assignment }];
  const send = (input: object[]) => changeMemberships({ ctx, input: { memberships: input } });
  expect((await send(memberships)).results).toMatchObject([{ status: "accepted", added: true }]);
  expect((await send(memberships)).results).toMatchObject([{ status: "accepted", added: false }]);
  expect(await codesOf("e")).toEqual(["by_hand", "hand"]);
  expect((await readCustomer({ ctx, input: { customer: "crm:e" } })).tags).toContainEqual(
    expect.objectContaining({ code: "hand", assignment: expect.objectContaining(assignment) }),
  );
  expect(await explainTag({ ctx, input: { customer, tag: "hand" } })).toMatchObject({ has: true, assignment });
  expect(await nextUpdateAt(ctx, now)).toBe(now + 30_000);
  now += 29_999;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("e")).toEqual(["by_hand", "hand"]);
  now += 101;
  await updateMembers({ ctx, input: {} });
  // What ranks customers has its turn later.
  expect((await codesOf("e")).filter((code) => code !== "by_hand")).toEqual(["without"]);
  const { items } = await customerHistory({ ctx, input: { customer, tag: "hand", limit: 2 } });
  expect(items).toMatchObject([
    { move: "left", cause: "clock", actor: "system", at: assignment.until, reason: null },
    { move: "entered", ...assignment },
  ]);
  const followed = await customerHistory({ ctx, input: { customer, tag: "without", limit: 1 } });
  expect(followed.items).toMatchObject([{ move: "entered", cause: "clock" }]);
});

test("a tag given again without an end stays; taken off with a reason, the reason is told", async () => {
  const customer = await findCustomer({ ctx, input: "crm:f" });
  const until = new Date(now + 30_000).toISOString();
  await assignTag({ ctx, input: { tag: "hand", add: [customer], remove: [], until } });
  await assignTag({ ctx, input: { tag: "hand", add: [customer], remove: [] } });
  now += MINUTE;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("f")).toContain("hand");
  await assignTag({ ctx, input: { tag: "hand", add: [], remove: [customer], reason: "打错了" } });
  expect(await explainTag({ ctx, input: { customer, tag: "hand" } })).toMatchObject({ has: false, assignment: { reason: "打错了" } });
});

test("who ranks higher since a customer was erased moved by that, when the turn of ranks has come", async () => {
  // Nothing else waits.
  now += MINUTE;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("c")).toContain("best");
  const erased = await eraseCustomer({ ctx, input: { customer: "crm:c" } });
  expect(await finishErasure(ctx, erased.customer)).toMatchObject({ customer: erased.customer, identities: 1 });
  now += MINUTE;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("b")).toContain("best");
  const { items } = await customerHistory({ ctx, input: { customer: await findCustomer({ ctx, input: "crm:b" }), tag: "best", limit: 1 } });
  expect(items).toMatchObject([{ move: "entered", cause: "erase" }]);
});

test("an age turns at the midnight that begins the birthday, and that is when it is due", async () => {
  const midnight = Date.UTC(2026, 2, 9, 16);
  now = midnight - 30_000;
  const born = (external: string, birthday: string) => ({ identities: crm(external), attributes: { birthday }, at: NOW - DAY });
  await appendBatch({
    ctx,
    input: { customers: [born("a", "2008-03-10"), born("b", "2008-03-11"), born("c", "2008-03-10T09:30:00+08:00")] },
  });
  await applyTags({
    ctx,
    input: { document: { tags: [{ code: "adult", name: "成年", rule: { attribute: "birthday", age: ">= 18" } }] }, prune: false },
  });
  expect(await codesOf("a")).not.toContain("adult");
  expect(await nextUpdateAt(ctx, now)).toBe(midnight);
  now = midnight - 1;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("a")).not.toContain("adult");
  now = midnight;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("a")).toContain("adult");
  expect(await codesOf("c")).toContain("adult");
  expect(await codesOf("b")).not.toContain("adult");
});

test("when nothing is new and nothing is due, nobody is looked at", async () => {
  now += 1;
  expect(await updateMembers({ ctx, input: {} })).toBeNull();
  now += 1;
  expect(await updateMembers({ ctx, input: {} })).toBeNull();
});
