import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import type { MessageResults, ProblemDetails, Role, TagPlan, TagSettingsShape } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
const CODES = ["a", "b", "c", "d"] as const;
/** Tags of the tests: static a, b, c, d and the rule tag `all`. */
const BASE = 5;

beforeAll(async () => {
  tagwise = await openTestApp();
  const users = ["1", "2", "3"].map((member) => ({ identities: { member } }));
  await ask("POST", "/customers", { customers: users });
  const tags = [...CODES.map((code) => ({ code, name: `标签${code}` })), { code: "all", name: "全部", rule: { not: { tag: "d" } } }];
  await apply(tags);
});
afterAll(() => tagwise.close());

async function ask<T = ProblemDetails>(method: InjectOptions["method"], path: string, payload?: object, role: Role = "administrator") {
  const answer = await tagwise.ask(role, { method: method!, url: `/api${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T>() };
}
async function apply(tags: readonly object[]) {
  const { body } = await ask<{ job: string }>("POST", "/tags/apply", { document: { tags } });
  return tagwise.ended(body.job);
}
const settings = async (change: object) => (await ask<TagSettingsShape>("PATCH", "/tag-settings", change)).body;
const assign = (tag: string, add: string[], more: object = {}) => ask("POST", `/tags/${tag}/members`, { add, ...more });
const members = async (tag: string) => (await ask<{ members: number }>("GET", `/tags/${tag}`)).body.members;
const tagsOf = async (customer: string) =>
  (await ask<{ tags: { code: string }[] }>("GET", `/customers/${customer}/tags`)).body.tags.map(({ code }) => code).toSorted();
const FULL = { status: 422, body: { code: "TAG_QUOTA", params: { limit: BASE } } };

test("the quotas are 2,000 and 200, are counted and shown, and only administrators set them", async () => {
  expect((await ask<TagSettingsShape>("GET", "/tag-settings", undefined, "read-only")).body).toEqual({
    tags: { limit: 2000, used: BASE },
    perCustomer: { limit: 200, most: 0, full: 0 },
  });
  expect(await ask("PATCH", "/tag-settings", { tags: 3 }, "manager")).toMatchObject({ status: 403 });
  for (const wrong of [{ tags: 0 }, { perCustomer: 1.5 }, { tags: 10_001 }, { many: 5 }])
    expect((await ask("PATCH", "/tag-settings", wrong)).status).toBe(422);
  expect(await settings({ tags: BASE })).toMatchObject({ tags: { limit: BASE }, perCustomer: { limit: 200 } });
  const { items } = (await ask<{ items: { details: object }[] }>("GET", "/audit?action=tag.settings")).body;
  expect(items[0]!.details).toMatchObject({ before: { tags: 2000 }, after: { tags: BASE } });
});

test("at the quota of tags every door refuses a new one and changes nothing; what exists may change", async () => {
  await settings({ tags: BASE });
  const fresh = { code: "fresh", name: "新的" };
  expect(await ask("POST", "/tags", fresh)).toMatchObject(FULL);
  expect(await ask("POST", "/tags", { ...fresh, rule: { tag: "a" } })).toMatchObject(FULL);
  expect(await ask("POST", "/tags/plan", { document: { tags: [fresh] } })).toMatchObject(FULL);
  expect((await ask<{ issues: object[] }>("POST", "/tags/check", { definition: fresh })).body.issues).toMatchObject([
    { code: "TAG_QUOTA" },
  ]);
  expect(await apply([{ code: "a", name: "改名" }, fresh])).toMatchObject({ state: "failed", problem: { code: "TAG_QUOTA" } });
  expect((await ask<{ name: { zh: string } }>("GET", "/tags/a")).body.name.zh).toBe("标签a");
  expect(await importing("会员号,标签\n9,新的标签\n", { createTags: true })).toMatchObject({
    state: "failed",
    problem: { code: "TAG_QUOTA" },
  });
  expect(await ask("GET", "/customers/member:9")).toMatchObject({ status: 404 });
  expect((await ask<TagPlan>("POST", "/tags/plan", { document: { tags: [{ code: "a", name: "改名" }] } })).status).toBe(200);
});

test("a retired tag makes room, and is not restored once another has taken it", async () => {
  await settings({ tags: BASE });
  expect((await ask("POST", "/tags/c/retire")).status).toBe(200);
  expect((await ask("POST", "/tags", { code: "e", name: "标签e" })).status).toBe(201);
  const { body } = await ask<{ job: string }>("POST", "/tags/c/restore", { from: "retired" });
  expect(await tagwise.ended(body.job)).toMatchObject({ state: "failed", problem: { code: "TAG_QUOTA" } });
  expect((await ask("POST", "/tags/e/retire")).status).toBe(200);
  const again = await ask<{ job: string }>("POST", "/tags/c/restore", { from: "retired" });
  expect(await tagwise.ended(again.body.job)).toMatchObject({ state: "done" });
});

test("a customer at the quota gets no more by any door: on one, in bulk, by messages and by import", async () => {
  await settings({ perCustomer: 2 });
  for (const tag of ["a", "b"]) expect((await assign(tag, ["member:1"])).status).toBe(200);
  expect(await assign("c", ["member:1"], { until: "2099-01-01", reason: "试" })).toMatchObject({
    status: 422,
    body: { code: "CUSTOMER_TAG_QUOTA", params: { limit: 2, count: 1 } },
  });
  // In bulk: one who is full refuses all.
  expect(await assign("c", ["member:2", "member:1", "member:3"])).toMatchObject({ status: 422, body: { code: "CUSTOMER_TAG_QUOTA" } });
  const job = (
    await ask<{ job: string }>("POST", "/bulk-assignments", { who: { list: ["member:2", "member:1"] }, add: ["c"], until: "2099-01-01" })
  ).body.job;
  expect(await tagwise.ended(job)).toMatchObject({ state: "failed", problem: { code: "CUSTOMER_TAG_QUOTA" } });
  expect((await ask<{ items: object[] }>("GET", "/bulk-assignments")).body.items).toEqual([]);
  expect(await members("c")).toBe(0);
  // Messages are judged one by one.
  const messages = ["member:2", "member:1"].map((customer) => ({ customer, tag: "c" }));
  const { body } = await ask<MessageResults>("POST", "/memberships", { memberships: messages });
  expect(body.results).toMatchObject([
    { index: 0, status: "accepted", added: true },
    { index: 1, status: "rejected", issues: [{ code: "CUSTOMER_TAG_QUOTA", path: "tag" }] },
  ]);
  // An import is refused whole: neither rows nor tags.
  expect(await importing("会员号,城市,标签\n1,北京,标签c\n7,上海,标签a\n")).toMatchObject({
    state: "failed",
    problem: { code: "CUSTOMER_TAG_QUOTA" },
  });
  expect(await ask("GET", "/customers/member:7")).toMatchObject({ status: 404 });
  expect(await members("c")).toBe(1);
  // The rule tag is not counted; what one has already may be given again, and removed.
  expect(await tagsOf("member:1")).toEqual(["a", "all", "b"]);
  expect((await assign("b", ["member:1"], { reason: "again" })).status).toBe(200);
  expect((await ask("POST", "/tags/b/members", { remove: ["member:1"] })).status).toBe(200);
  expect((await assign("c", ["member:1"])).status).toBe(200);
});

test("a quota below what is used takes nothing away, and one may only lose tags", async () => {
  await settings({ perCustomer: 3 });
  for (const tag of ["a", "b", "d"]) await assign(tag, ["member:3"]);
  expect(await settings({ perCustomer: 1 })).toMatchObject({ perCustomer: { limit: 1, most: 3 } });
  expect(await tagsOf("member:3")).toEqual(["a", "b", "d"]);
  expect((await assign("c", ["member:3"])).status).toBe(422);
  expect((await ask("POST", "/tags/d/members", { remove: ["member:3"] })).status).toBe(200);
});

test("a tag of an exclusive group takes the place of another, so a full customer may change it", async () => {
  await settings({ perCustomer: 1, tags: 20 });
  await ask("POST", "/tag-groups", { name: "等级", exclusive: "newer" });
  expect(
    await apply([
      { code: "gold", name: "金", group: "等级" },
      { code: "silver", name: "银", group: "等级" },
    ]),
  ).toMatchObject({ state: "done" });
  await ask("POST", "/customers", { customers: [{ identities: { member: "4" } }] });
  expect((await assign("gold", ["member:4"])).status).toBe(200);
  expect((await assign("silver", ["member:4"])).status).toBe(200);
  expect((await tagsOf("member:4")).filter((code) => code !== "all")).toEqual(["silver"]);
  expect((await assign("a", ["member:4"])).status).toBe(422);
});

async function importing(csv: string, more: object = {}) {
  const upload = await tagwise.ask("administrator", {
    method: "POST",
    url: "/api/uploads?name=t.csv",
    headers: { "content-type": "application/octet-stream" },
    payload: Buffer.from(csv),
  });
  const { body, status } = await ask<{ job: string }>("POST", "/imports", { upload: upload.json<{ upload: string }>().upload, ...more });
  expect(status, JSON.stringify(body)).toBe(202);
  return tagwise.ended(body.job);
}
