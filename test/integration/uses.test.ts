import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProblemDetails, Segment, TagDetail, TagPlan, WebhookShape } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
const tag = (code: string, name: string, more: object = {}) => ({ code, name, ...more });
const ALL = [tag("vip", "贵宾"), tag("old", "老客户"), tag("free", "没人用"), tag("kept", "留下", { rule: { not: { tag: "free" } } })];

beforeAll(async () => {
  tagwise = await openTestApp({ env: { TAGWISE_WEBHOOK_NETWORKS: "127.0.0.0/8" } });
  await apply(ALL, false);
});
afterAll(() => tagwise.close());

async function ask<T>(method: InjectOptions["method"], path: string, payload?: object): Promise<{ status: number; body: T }> {
  const answer = await tagwise.ask("administrator", { method: method!, url: `/api${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T>() };
}
async function apply(tags: readonly object[], prune: boolean) {
  const { body } = await ask<{ job: string }>("POST", "/tags/apply", { document: { tags }, prune });
  return tagwise.ended(body.job);
}
const codes = async () => (await ask<{ items: { code: string }[] }>("GET", "/tags")).body.items.map(({ code }) => code);
const without = (...gone: string[]) => ALL.filter(({ code }) => !gone.includes(code));

test("a segment that a webhook names is not deleted: the webhook is named, and afterwards it goes", async () => {
  const { body: segment } = await ask<Segment>("POST", "/segments", { name: "重点", where: "贵宾 且 非 老客户" });
  expect(segment.usedBy).toEqual([]);
  const { body: made } = await ask<{ webhook: WebhookShape }>("POST", "/webhooks", {
    name: "CRM",
    url: "http://127.0.0.1:9/",
    segment: "重点",
  });
  const uses = [{ kind: "webhook", id: made.webhook.id, name: { zh: "CRM", en: "CRM" } }];
  const refused = await ask<ProblemDetails>("DELETE", `/segments/${segment.id}`);
  expect(refused).toMatchObject({ status: 409, body: { code: "SEGMENT_IN_USE", params: { segment: "重点", uses } } });
  expect(refused.body.zh).toContain("Webhook「CRM」");
  expect((await ask<{ items: Segment[] }>("GET", "/segments")).body.items).toMatchObject([{ name: "重点", usedBy: uses }]);
  await ask("DELETE", `/webhooks/${made.webhook.id}`);
  expect((await ask("DELETE", `/segments/${segment.id}`)).status).toBe(200);
});

test("pruning keeps a tag that only a saved segment names: the plan and the apply say by what, and nothing changes", async () => {
  const { body: segment } = await ask<Segment>("POST", "/segments", { name: "重点", where: "贵宾 且 非 老客户" });
  const plan = await ask<ProblemDetails>("POST", "/tags/plan", { document: { tags: without("old", "vip") }, prune: true });
  expect(plan).toMatchObject({
    status: 422,
    body: { code: "INPUT_INVALID", issues: ["vip", "old"].map((code) => ({ code: "TAG_IN_USE", en: expect.stringContaining(code) })) },
  });
  expect(plan.body.issues![0]!.zh).toContain("人群「重点」");
  expect(await apply(without("vip"), true)).toMatchObject({ state: "failed", problem: { code: "INPUT_INVALID" } });
  expect(await codes()).toEqual(ALL.map(({ code }) => code));
  await ask("DELETE", `/segments/${segment.id}`);
  expect((await ask<TagPlan>("POST", "/tags/plan", { document: { tags: without("vip") }, prune: true })).status).toBe(200);
});

test("pruning keeps a tag that only a webhook names", async () => {
  const { body: made } = await ask<{ webhook: WebhookShape }>("POST", "/webhooks", {
    name: "CRM",
    url: "http://127.0.0.1:9/",
    tags: ["vip"],
  });
  const refused = await ask<ProblemDetails>("POST", "/tags/plan", { document: { tags: without("vip") }, prune: true });
  expect(refused.body.issues).toMatchObject([{ code: "TAG_IN_USE", path: "tags" }]);
  await ask("DELETE", `/webhooks/${made.webhook.id}`);
  expect(await apply(without("vip"), true)).toMatchObject({ state: "done" });
  expect(await codes()).not.toContain("vip");
  await apply(ALL, false);
});

test("a tag says everything that names it: rules, segments, webhooks", async () => {
  const { body: segment } = await ask<Segment>("POST", "/segments", { name: "闲人", where: "没人用" });
  const { body: made } = await ask<{ webhook: WebhookShape }>("POST", "/webhooks", {
    name: "CRM",
    url: "http://127.0.0.1:9/",
    tags: ["free"],
  });
  expect((await ask<TagDetail>("GET", "/tags/free")).body.usedBy).toEqual([
    { kind: "tag", id: "kept", name: { zh: "留下", en: "留下" } },
    { kind: "segment", id: segment.id, name: { zh: "闲人", en: "闲人" } },
    { kind: "webhook", id: made.webhook.id, name: { zh: "CRM", en: "CRM" } },
  ]);
});
