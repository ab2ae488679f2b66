import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JobShape, ProblemDetails, TagCheck, TagDetail } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;

beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

async function ask<T>(method: InjectOptions["method"], path: string, payload?: object): Promise<{ status: number; body: T }> {
  const answer = await tagwise.ask("editor", { method: method!, url: `/api${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T>() };
}
const create = (definition: object) => ask<ProblemDetails & { tag: string; job: string | null }>("POST", "/tags", definition);
const check = async (definition: object, tag?: string) => (await ask<TagCheck>("POST", "/tags/check", { definition, tag })).body;
const read = async (code: string) => (await ask<TagDetail>("GET", `/tags/${code}`)).body;
const RULE = { event: "Order Completed", within: "90d", is: ">= 2" };

test("a tag needs a name in one language and nothing else: it is static, its code is pinyin, the other language has the same name", async () => {
  expect(await create({ name: "黑名单" })).toMatchObject({ status: 201, body: { tag: "hei_ming_dan", job: null } });
  expect(await read("hei_ming_dan")).toMatchObject({
    name: { zh: "黑名单", en: "黑名单" },
    kind: "static",
    state: "published",
    members: 0,
  });
  expect(await create({ name: { en: "Do not call", zh: " " }, color: "red" })).toMatchObject({ status: 201, body: { tag: "do_not_call" } });
  expect(await read("do_not_call")).toMatchObject({ name: { zh: "Do not call", en: "Do not call" }, color: "red" });
});

test("an existing code is refused with whose it is, in any state and by any order of requests, and that tag stays as it was", async () => {
  await create({ name: "重点", code: "vip", owner: "市场部", color: "gold", criteria: "销售手工标记" });
  const before = await read("vip");
  const refused = await create({ name: "另一个", code: "vip", rule: RULE });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: "TAG_CODE_TAKEN", params: { code: "vip", name: { zh: "重点" }, owner: "市场部" } },
  });
  expect(refused.body.zh).toContain("标签「重点」（负责人：市场部）");
  expect(await read("vip")).toEqual(before);

  // Both pass the first check; the second is refused where it is published.
  const [one, other] = await Promise.all([
    create({ name: "常客", code: "often", rule: RULE }),
    create({ name: "熟客", code: "often", rule: RULE }),
  ]);
  const jobs: JobShape[] = [];
  for (const { body } of [one!, other!]) jobs.push(await tagwise.ended(body.job!));
  expect(jobs.map(({ state }) => state).toSorted()).toEqual(["done", "failed"]);
  expect(jobs.find(({ state }) => state === "failed")!.problem).toMatchObject({ code: "TAG_CODE_TAKEN" });
});

test("the code that is proposed is free: not that of a tag, not the name of one", async () => {
  expect((await create({ name: "黑 名单！" })).body).toMatchObject({ tag: "hei_ming_dan_2" });
  await create({ name: "xin_ke", code: "other" });
  expect((await create({ name: "新客" })).body).toMatchObject({ tag: "xin_ke_2" });
});

test("faults stand at their field in words", async () => {
  const { status, body } = await create({ name: { zh: "字".repeat(61), en: "" }, color: "rot", code: "Nein" });
  expect(status).toBe(422);
  expect(body.issues!.map(({ path, code }) => [path, code])).toEqual([["code", "TAG_CODE"]]);
  const named = await create({ name: { zh: "字".repeat(61), en: "" }, color: "rot" });
  expect(named.body.issues!.map(({ path, code }) => [path, code])).toEqual([
    ["name.zh", "TAG_NAME_INVALID"],
    ["color", "TAG_FIELD"],
  ]);
  expect(named.body.issues![0]!.zh).not.toMatch(/[{}"[\]]/);
  expect((await create({ color: "red" })).body.issues).toMatchObject([{ path: "name", code: "TAG_NAME_MISSING" }]);
  expect((await create({ name: "黑名单" })).body.issues).toMatchObject([{ path: "name", code: "TAG_NAME_TAKEN" }]);
  expect((await create({ name: "坏规则", rule: { event: "Order Complete" } })).body.issues).toMatchObject([{ path: "rule.event" }]);
});

test("while a tag is written: the proposed code, what is wrong, and what is doubtful about the name", async () => {
  expect(await check({ name: { zh: "", en: "" } })).toMatchObject({ code: "tag", issues: [], remarks: [] });
  expect(await check({ name: "高净值客户" })).toEqual({ code: "gao_jing_zhi_ke_hu", issues: [], remarks: [] });
  expect((await check({ name: "高净值客户", code: "vip" })).issues).toMatchObject([{ path: "code", code: "TAG_CODE_TAKEN" }]);
  const remarks = async (name: unknown, more: object = {}) => (await check({ name, ...more })).remarks.map(({ zh }) => zh).join("\n");
  expect(await remarks("这个名称实在是有点太长了一些吧")).toBe("");
  expect(await remarks("这个名称实在是有点太长了一些吧吧")).toContain("16 个字");
  expect(await remarks("其他客户")).toContain("「其他」说明不了");
  expect(await remarks("渠道：门店")).toContain("淘宝");
  expect(await remarks("Customers who bought 3 times")).toMatch(/Zoho CRM的标签名最多 25/);
  expect(await remarks("黑明单")).toContain("读音相同");
  expect(await remarks("黑-名单")).toContain("容易混淆");
  expect(await remarks("买过两次", { rule: { ...RULE, is: { gte: 2 } } })).toMatch(/规则完全相同|^$/);
  expect((await check({ name: "黑名单" }, "hei_ming_dan")).remarks.filter(({ zh }) => !zh.includes("hei_ming_dan_2"))).toEqual([]);
});
