import { sql, literal } from "../../src/engine/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag, setOverride } from "../../src/assignments/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { overridesInForce, assignmentsOfCustomer, tagsOfCustomers } from "../../src/membership/index.ts";
import { loadTags } from "../../src/tags/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let opened: TestApp;

const TAGS = {
  tags: [
    { code: "buyer", name: "买家", rule: { event: "Order Completed", is: ">= 2" } },
    { code: "nobody_yet", name: "未下单", rule: { not: { event: "Order Completed" } } },
    { code: "vip", name: "贵宾" },
    { code: "spend", name: "消费额", unit: "CNY", value: { event: "Order Completed", measure: { sum: "amount" } } },
  ],
};

beforeAll(async () => {
  opened = await openTestApp();
  const { ctx } = opened;
  await seedCatalogue({ ctx });
  await send({ member: "t1" }, { wecom: "t1" });
  await applyTags({ ctx, input: { document: TAGS, prune: false } });
  await evaluateTags({ ctx, input: {} });
});
afterAll(() => opened.close());

async function send(...whom: readonly Record<string, string>[]) {
  const { ctx } = opened;
  const identities = whom.map((names) => Object.entries(names).map(([platform, external]) => ({ platform, external })));
  return appendBatch({
    ctx,
    input: {
      customers: [],
      events: identities.map((own) => ({
        event: "Order Completed",
        identities: own,
        time: ctx.clock() - 5_000,
        id: JSON.stringify(own),
        properties: { amount: "10" },
      })),
    },
  });
}

/** The codes of the tags a customer has, and what is measured. */
async function tagsOn(ref: string): Promise<string[]> {
  const { ctx } = opened;
  const customer = await findCustomer({ ctx, input: ref });
  const codes = new Map([...(await loadTags({ ctx })).tags.values()].map(({ id, code }) => [id, code]));
  return (await tagsOfCustomers(ctx, [customer])).map(({ tag }) => codes.get(tag)!).toSorted();
}

async function ask<T>(method: "GET" | "POST" | "PUT", url: string, payload?: object, role: "editor" | "read-only" = "editor"): Promise<T> {
  const answer = await opened.ask(role, { method, url: `/api${url}`, ...(payload && { payload }) });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test("rule tags are worked out for the two as one, tags by hand and overrides go along; the one that is no more is in no tag", async () => {
  const { ctx } = opened;
  const [one, two] = [await findCustomer({ ctx, input: "member:t1" }), await findCustomer({ ctx, input: "wecom:t1" })];
  const lost = Math.max(one, two);
  await assignTag({ ctx, input: { tag: "vip", add: [lost], remove: [], reason: "名单", until: "2099-01-01" } });
  const vip = (await loadTags({ ctx })).tags.get("vip")!.id;
  const assignments = async (customer: number) => (await assignmentsOfCustomer(ctx, customer)).assignment(vip, true);
  await setOverride({ ctx, input: { tag: "nobody_yet", customer: lost, direction: "in", reason: "演示" } });
  expect(await tagsOn("member:t1")).toEqual([]);
  const preview = await ask<{ lost: object; clashes: unknown[] }>("GET", "/customers/member:t1/merge/wecom:t1");
  expect(preview).toMatchObject({ lost: { customer: lost, events: 1, tags: 1, overrides: 1 }, clashes: [] });
  const { merges } = await ask<{ merges: { id: number }[] }>("POST", "/customers/member:t1/merge", { other: "wecom:t1", reason: "同一人" });
  expect(await tagsOn("wecom:t1")).toEqual(["buyer", "nobody_yet", "vip"]);
  const [row] = await ctx.facts.rows<{ n: string }>(
    sql`SELECT count() AS n FROM members FINAL WHERE bitmapContains(customers, toUInt32(${literal.integer(lost)}))`,
  );
  expect(row).toEqual({ n: "0" });
  expect((await overridesInForce(ctx, ctx.clock())).map(({ customer }) => customer)).toEqual([Math.min(one, two)]);
  expect(await assignments(Math.min(one, two))).toMatchObject({ reason: "名单", until: "2099-01-01T16:00:00.000Z" });

  await ask("POST", `/merges/${merges[0]!.id}/undo`, { reason: "弄错了" });
  const [back, stays] = lost === two ? ["wecom:t1", "member:t1"] : ["member:t1", "wecom:t1"];
  expect(await tagsOn(back)).toEqual(["nobody_yet", "vip"]);
  expect(await tagsOn(stays)).toEqual([]);
  expect(await findCustomer({ ctx, input: back })).toBe(lost);
  expect((await overridesInForce(ctx, ctx.clock())).map(({ customer }) => customer)).toEqual([lost]);
  expect(await assignments(lost)).toMatchObject({ reason: "名单" });
  expect(await assignments(Math.min(one, two))).toBeNull();
  const causes = await ctx.facts.rows<{ cause: string }>(sql`SELECT DISTINCT cause FROM membership_changes WHERE cause = 'merge'`);
  expect(causes).toEqual([{ cause: "merge" }]);
});

test("of a customer who is split, tags by hand and overrides go to whom the preview says or a person chooses", async () => {
  const { ctx } = opened;
  await send({ member: "sp", wecom: "sp" }, { wecom: "sp" });
  const customer = await findCustomer({ ctx, input: "member:sp" });
  await assignTag({ ctx, input: { tag: "vip", add: [customer], remove: [], reason: "名单" } });
  await setOverride({ ctx, input: { tag: "nobody_yet", customer, direction: "in", reason: "演示" } });
  const identities = [{ platform: "wecom", external: "sp" }];
  const preview = await ask<{ events: number; becomes: null; tags: object[] }>("POST", `/customers/${customer}/split/preview`, {
    identities,
  });
  expect(preview).toMatchObject({
    customer,
    becomes: null,
    events: 1,
    tags: [
      { tag: "vip", kind: "static", to: "stay" },
      { tag: "nobody_yet", kind: "override", direction: "in", to: "stay" },
    ],
  });
  const choose = (to: string) => [
    { tag: "vip", to },
    { tag: "nobody_yet", to: "leave" },
  ];
  const { merges } = await ask<{ merges: { id: number; lost: number; kind: string }[] }>("POST", `/customers/${customer}/split`, {
    identities,
    reason: "两个人",
    tags: choose("both"),
  });
  const vip = (await loadTags({ ctx })).tags.get("vip")!.id;
  const assignments = async (ref: number) => (await assignmentsOfCustomer(ctx, ref)).assignment(vip, true);
  const { lost, id } = merges.find(({ kind }) => kind === "split")!;
  expect([await tagsOn("member:sp"), await tagsOn("wecom:sp")]).toEqual([["vip"], ["nobody_yet", "vip"]]);
  expect([await assignments(customer), await assignments(lost)]).toMatchObject([{ reason: "名单" }, { reason: "名单" }]);

  // One again: what both had is had once. Undoing that gives back what each had; a person may choose otherwise.
  await ask("POST", `/merges/${id}/undo`, { reason: "一个人" });
  expect(await tagsOn("member:sp")).toEqual(["buyer", "nobody_yet", "vip"]);
  const [merge] = (await ask<{ items: { id: number; kind: string }[] }>("GET", `/merges?customer=${customer}`)).items;
  const undo = await ask<{ split: { becomes: number; tags: object[] } }>("GET", `/merges/${merge!.id}/undo`);
  expect(undo.split).toMatchObject({
    becomes: lost,
    tags: [
      { tag: "vip", to: "both" },
      { tag: "nobody_yet", to: "leave" },
    ],
  });
  await ask("POST", `/merges/${merge!.id}/undo`, {
    reason: "还是两个人",
    tags: [
      { tag: "vip", to: "leave" },
      { tag: "nobody_yet", to: "stay" },
    ],
  });
  expect([await tagsOn("member:sp"), await tagsOn("wecom:sp")]).toEqual([["nobody_yet"], ["vip"]]);
  expect(await assignments(customer)).toBeNull();
  expect(await assignments(lost)).toMatchObject({ reason: "名单" });
});

test("what waits is listed with both sides and counts; a decision is audited, and a viewer may not decide", async () => {
  const { ctx } = opened;
  await send(
    { member: "q1", wecom: "q1" },
    { member: "q2", taobao: "q2" },
    { wecom: "q1", phone: "13700000001" },
    { taobao: "q2", phone: "13700000001" },
  );
  const { items, counts } = await ask<{
    items: { id: number; kind: string; subject: object; object: object }[];
    counts: { clash: number };
  }>("GET", "/reviews");
  expect(counts.clash).toBe(1);
  const [item] = items;
  expect(item).toMatchObject({
    kind: "clash",
    subject: { identity: { platform: "member", external: "q1" } },
    object: { identity: { external: "q2" } },
  });
  const refused = await opened.ask("read-only", { method: "POST", url: `/api/reviews/${item!.id}`, payload: { verdict: "join" } });
  expect(refused.statusCode).toBe(403);
  const { customers } = await ask<{ customers: number[] }>("POST", `/reviews/${item!.id}`, { verdict: "join", reason: "换了会员卡" });
  expect(customers).toHaveLength(1);
  expect(await findCustomer({ ctx, input: "member:q1" })).toBe(await findCustomer({ ctx, input: "member:q2" }));
  const audited = await ctx.records.selectFrom("audit").select("details").where("action", "=", "review.decide").execute();
  expect(audited).toHaveLength(1);
  expect((await ask<{ items: unknown[] }>("GET", "/reviews")).items).toEqual([]);
  expect((await opened.ask("editor", { method: "POST", url: "/api/reviews/999", payload: { verdict: "join" } })).json()).toMatchObject({
    code: "REVIEW_NOT_FOUND",
  });
});

test("a wider limit joins whom the narrower kept apart, and back", async () => {
  const { ctx } = opened;
  await send({ wecom: "c1", phone: "13700000002" }, { wecom: "c2", phone: "13700000002" });
  const same = async () => (await findCustomer({ ctx, input: "wecom:c1" })) === (await findCustomer({ ctx, input: "wecom:c2" }));
  expect(await same()).toBe(false);
  const limits = await ask<{ contact: { between: number; holds: number } }>("GET", "/merge-limits");
  const wider = { ...limits, contact: { ...limits.contact, between: 2 } };
  const shared = async () => {
    const { items } = await ask<{ items: { kind: string; shared: number }[] }>("GET", "/identity/kinds");
    return items.find(({ kind }) => kind === "contact")!.shared;
  };
  const before = await shared();
  expect((await ask<{ shared: number }>("GET", "/reviews/counts")).shared).toBeGreaterThan(0);
  const preview = await ask<{ merged: number; split: number; freed: number }>("POST", "/merge-limits/preview", wider);
  expect(preview).toMatchObject({ split: 0, aside: 0, whole: true });
  expect(preview.freed).toBeGreaterThan(0);
  expect(await same()).toBe(false);
  await ask("PUT", "/merge-limits", wider);
  expect(await same()).toBe(true);
  expect(await shared()).toBe(before - preview.freed);
  expect(await ask("POST", "/merge-limits/preview", limits)).toEqual({
    merged: 0,
    split: preview.merged,
    aside: preview.freed,
    freed: 0,
    whole: true,
  });
  await ask("PUT", "/merge-limits", limits);
  expect(await same()).toBe(false);
  expect(await shared()).toBe(before);
});

test("identities tell when they came and from where", async () => {
  const { items } = await ask<{ items: object[] }>("GET", "/customers/member:t1/identities");
  expect(items).toEqual([expect.objectContaining({ platform: "member", external: "t1", file: null, aside: null })]);
});
