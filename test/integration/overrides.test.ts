import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { listCustomers, readCustomer, readTag } from "../../src/insight/index.ts";
import { applyTags, previewTags } from "../../src/publishing/index.ts";
import { evaluateTags, updateMembers } from "../../src/updates/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { listOverrides, nextOverrideExpiry, overridesExpired } from "../../src/membership/index.ts";
import { setOverride, removeOverride } from "../../src/assignments/index.ts";
import { countCustomers } from "../../src/segments/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;
let clock = NOW;

const order = (external: string, daysAgo: number, amount: number): IncomingEvent => ({
  event: "Order Completed",
  identities: [{ platform: "crm", external }],
  time: NOW - daysAgo * DAY,
  properties: { amount },
});

const DOCUMENT = {
  tags: [
    { code: "big", name: "大客户", rule: { event: "Order Completed", measure: { sum: "amount" }, is: ">= 1000" } },
    { code: "silent", name: "沉默", rule: { not: { event: "Order Completed", within: "30d" } } },
    { code: "wake", name: "待唤醒", rule: { all: [{ tag: "big" }, { tag: "silent" }] } },
    {
      code: "stage",
      name: "阶段",
      values: [
        { value: "新", rule: { event: "Order Completed", measure: { timeSince: "first" }, is: "<= 30d" } },
        { value: "老", rule: { event: "Order Completed" } },
      ],
      default: "无",
    },
    { code: "spend", name: "消费", value: { event: "Order Completed", measure: { sum: "amount" } } },
    { code: "vip", name: "贵宾" },
  ],
};

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => clock });
  await seedCatalogue({ ctx });
  await appendBatch({ ctx, input: { events: [order("a", 10, 2000), order("b", 100, 2000), order("c", 100, 5)], customers: [] } });
  await applyTags({ ctx, input: { document: DOCUMENT, prune: false } });
});
afterAll(() => engine.close());

const numberOf = (external: string) => findCustomer({ ctx, input: `crm:${external}` });

async function tagsOf(external: string): Promise<Record<string, string | null>> {
  const { tags } = await readCustomer({ ctx, input: { customer: `crm:${external}` } });
  return Object.fromEntries(tags.filter((tag) => tag.kind !== "metric").map((tag) => [tag.code, tag.value]));
}

const lastOf = async (code: string) => (await readTag({ ctx, input: { tag: code } })).changes[0];

test("an override changes membership at once, with its own entry in the membership history, and tags that name the tag follow", async () => {
  expect(await tagsOf("c")).toEqual({ silent: null, stage: "老" });
  const customer = await numberOf("c");
  const overridden = await setOverride({ ctx, input: { tag: "大客户", customer, direction: "in", reason: "线下大单" } });
  expect(overridden).toEqual({ customer, tag: "big", member: true, value: null, entered: 2, left: 0 });
  expect(await tagsOf("c")).toEqual({ big: null, silent: null, wake: null, stage: "老" });
  expect(await lastOf("big")).toMatchObject({ cause: "override", entered: 1, left: 0 });
  expect(await lastOf("wake")).toMatchObject({ cause: "override", entered: 1, left: 0 });
  expect((await readTag({ ctx, input: { tag: "big" } })).overrides).toEqual({ in: 1, out: 0 });
});

test("in a tiered tag an override into one tier takes the customer out of the others; out of a tier leaves none", async () => {
  const [a, b] = [await numberOf("a"), await numberOf("b")];
  expect(await tagsOf("a")).toMatchObject({ stage: "新" });
  expect(
    await setOverride({ ctx, input: { tag: "stage", customer: a, direction: "in", value: "老", reason: "换过手机号" } }),
  ).toMatchObject({
    member: true,
    value: "老",
    entered: 1,
    left: 1,
  });
  expect(await setOverride({ ctx, input: { tag: "stage", customer: b, direction: "out", value: "老", reason: "测试账号" } })).toMatchObject(
    {
      member: false,
      entered: 0,
      left: 1,
    },
  );
  expect([(await tagsOf("a"))["stage"], (await tagsOf("b"))["stage"]]).toEqual(["老", undefined]);
});

test("an override survives a full evaluation, an incremental one and the passing of time", async () => {
  const before = [await tagsOf("a"), await tagsOf("b"), await tagsOf("c")];
  expect(before[2]).toHaveProperty("big");
  expect(await evaluateTags({ ctx, input: {} })).toMatchObject({ entered: 0, left: 0, failed: [] });
  await appendBatch({ ctx, input: { events: [order("c", 99, 1), order("a", 9, 1)], customers: [] } });
  await updateMembers({ ctx, input: {} });
  expect([await tagsOf("a"), await tagsOf("b"), await tagsOf("c")]).toEqual(before);
  clock = NOW + 25 * DAY;
  await updateMembers({ ctx, input: {} });
  expect(await tagsOf("a")).toEqual({ big: null, silent: null, wake: null, stage: "老" });
  expect([await tagsOf("b"), await tagsOf("c")]).toEqual(before.slice(1));
  await evaluateTags({ ctx, input: {} });
  expect([await tagsOf("b"), await tagsOf("c")]).toEqual(before.slice(1));
});

test("why tells the override from the rule; lists, previews and combinations show what is overridden", async () => {
  const customer = await numberOf("c");
  const why = await explainTag({ ctx, input: { customer, tag: "big" } });
  expect(why).toMatchObject({
    has: true,
    member: true,
    ruled: { has: false },
    author: "person",
    override: { direction: "in", reason: "线下大单", actor: "操作员", expires: null },
    trees: [{ pass: false, tree: { observed: { zh: "6" }, pass: false } }],
  });
  const nested = await explainTag({ ctx, input: { customer, tag: "wake" } });
  expect(nested).toMatchObject({ has: true, member: true, ruled: { has: true }, override: null });
  expect(nested.trees[0]!.tree.children[0]).toMatchObject({ pass: true, observed: { zh: "有（手动指定）" } });
  const out = await explainTag({ ctx, input: { customer: await numberOf("b"), tag: "stage" } });
  expect(out).toMatchObject({ has: false, value: null, ruled: { has: true, value: "老" }, override: { direction: "out", value: "老" } });

  const { items } = await listCustomers({ ctx, input: { where: "big", limit: 10 } });
  const chips = items.flatMap(({ tags }) => tags.filter((tag) => tag.code === "big").map((tag) => [tag.author, tag.overridden]));
  expect(chips.toSorted()).toEqual([
    ["person", true],
    ["rule", false],
    ["rule", false],
  ]);
  expect((await readCustomer({ ctx, input: { customer: "crm:b" } })).overrides).toMatchObject([
    { tag: { code: "stage" }, direction: "out", value: "老", reason: "测试账号" },
  ]);
  const plan = await previewTags({ ctx, input: { document: { tags: [{ ...DOCUMENT.tags[0], owner: "市场" }] }, prune: false } });
  expect(plan.entries.map(({ code, members }) => [code, members.after, members.enter, members.leave])).toEqual([
    ["big", 3, 0, 0],
    ["wake", 3, 0, 0],
  ]);
  // As of an instant before the override was set it is not there.
  expect(await countCustomers({ ctx, input: { where: "big", asOf: NOW - 1 } })).toMatchObject({ count: 2 });
  expect(await countCustomers({ ctx, input: { where: "big" } })).toMatchObject({ count: 3 });
});

test("a new override takes the place of the one before; taking it away lets the rule decide at once", async () => {
  const customer = await numberOf("c");
  await setOverride({ ctx, input: { tag: "big", customer, direction: "in", reason: "再确认", until: "2026-12-31" } });
  const { items, total } = await listOverrides({ ctx, input: { tag: "big", limit: 10 } });
  expect([items.length, total]).toEqual([1, 1]);
  expect(items[0]).toMatchObject({ customer, reason: "再确认", expires: "2026-12-31T16:00:00.000Z" });
  expect(await removeOverride({ ctx, input: { tag: "big", customer } })).toMatchObject({ member: false, left: 2 });
  expect(await tagsOf("c")).toEqual({ silent: null, stage: "老" });
  await expect(removeOverride({ ctx, input: { tag: "big", customer } })).rejects.toMatchObject({ code: "OVERRIDE_NOT_FOUND" });
  const audited = await ctx.records.selectFrom("audit").select("action").where("action", "like", "override.%").orderBy("id").execute();
  expect(audited.map(({ action }) => action)).toEqual(["override.set", "override.set", "override.set", "override.set", "override.remove"]);
});

test("an override that has ended stops holding at the next evaluation; the instants of ends are known beforehand", async () => {
  const customer = await numberOf("c");
  const until = clock + 3 * DAY;
  await setOverride({ ctx, input: { tag: "big", customer, direction: "in", reason: "试用", until: new Date(until).toISOString() } });
  expect(await nextOverrideExpiry(ctx, clock)).toBe(until);
  expect(await nextOverrideExpiry(ctx, until)).toBeNull();
  const tag = (await ctx.records.selectFrom("tags").select("id").where("code", "=", "big").executeTakeFirstOrThrow()).id;
  expect(await overridesExpired(ctx, clock, until - 1)).toEqual([]);
  expect(await overridesExpired(ctx, clock, until)).toEqual([{ tag, customer, assignment: false }]);
  clock = until - 1;
  await evaluateTags({ ctx, input: {} });
  expect(await tagsOf("c")).toHaveProperty("big");
  clock = until;
  await evaluateTags({ ctx, input: {} });
  expect(await tagsOf("c")).not.toHaveProperty("big");
  expect(await explainTag({ ctx, input: { customer, tag: "big" } })).toMatchObject({ override: null, has: false, member: false });
});

test("what cannot be overridden says why, and changes nothing", async () => {
  const customer = await numberOf("a");
  const override = (input: { tag: string; direction: "in" | "out"; value?: string; until?: string }) =>
    setOverride({ ctx, input: { customer, reason: "x", ...input } });
  await expect(override({ tag: "vip", direction: "in" })).rejects.toMatchObject({ code: "TAG_NOT_OVERRIDABLE" });
  await expect(override({ tag: "spend", direction: "in" })).rejects.toMatchObject({ code: "TAG_NOT_OVERRIDABLE" });
  await expect(override({ tag: "stage", direction: "in" })).rejects.toMatchObject({ code: "OVERRIDE_VALUE_MISSING" });
  await expect(override({ tag: "stage", direction: "in", value: "旧" })).rejects.toMatchObject({ code: "RULE_UNKNOWN_VALUE" });
  await expect(override({ tag: "big", direction: "out", value: "老" })).rejects.toMatchObject({ code: "RULE_UNKNOWN_VALUE" });
  await expect(override({ tag: "big", direction: "out", until: "2020-01-01" })).rejects.toMatchObject({ code: "UNTIL_NOT_AHEAD" });
  await expect(override({ tag: "big", direction: "out", until: "soon" })).rejects.toMatchObject({ code: "UNTIL_NOT_AHEAD" });
  expect((await readTag({ ctx, input: { tag: "big" } })).overrides).toEqual({ in: 0, out: 0 });
});
