import { sql } from "../../src/engine/index.ts";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finishRetypes } from "../../src/customers/index.ts";
import type { Role, TypePreview } from "../../src/contract/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
beforeAll(async () => {
  tagwise = await openTracked();
});
afterAll(() => tagwise.close());

async function ask<T = Record<string, unknown>>(
  method: NonNullable<InjectOptions["method"]>,
  path: string,
  payload?: object,
  role: Role = "administrator",
) {
  const response = await tagwise.ask(role, { method, url: `/api${path}`, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.json<T>() };
}
const say = (external: string, attributes: object, at: string) =>
  ask("POST", "/customers", { customers: [{ identities: { crm: external }, attributes, at }] });
const preview = async (attribute: string, type: string) =>
  (await ask<TypePreview>("GET", `/catalogue/attributes/${attribute}/type?type=${type}`)).body;
const retype = (attribute: string, type: string) => ask("PATCH", `/catalogue/attributes/${attribute}`, { type });
const of = async (external: string) => (await tagwise.customer(`crm:${external}`))!.attributes;
interface Use {
  readonly attributes: readonly { readonly code: string; readonly type: string; readonly violations: unknown }[];
}
const inUse = async (code: string) => (await ask<Use>("GET", "/catalogue/use")).body.attributes.find((each) => each.code === code)!;

test("an attribute that began as a text becomes numbers: what cannot be read is kept aside, counted and shown, and comes back with the type", async () => {
  await say("n1", { 评分: "甲" }, "2026-01-01T00:00:00Z");
  await say("n1", { 评分: "007" }, "2026-01-02T00:00:00Z");
  await say("n2", { 评分: "￥1,200.50" }, "2026-01-01T00:00:00Z");
  await say("n3", { 评分: "无" }, "2026-01-01T00:00:00Z");
  expect(await inUse("评分")).toMatchObject({ type: "text", violations: null });
  const code = encodeURIComponent("评分");
  expect(await preview(code, "number")).toMatchObject({
    from: "text",
    to: "number",
    readable: 2,
    missing: 1,
    unreadable: 1,
    customers: 1,
    restored: 0,
    examples: [{ value: "甲", values: 1 }],
    tags: [],
  });
  expect(await inUse("评分")).toMatchObject({ type: "text" });
  expect((await retype(code, "number")).status).toBe(200);
  expect(await inUse("评分")).toMatchObject({ type: "number", violations: { values: 1, example: "甲" } });
  expect([(await of("n1"))["评分"], (await of("n2"))["评分"], (await of("n3"))["评分"]]).toEqual(["7", "1200.5", undefined]);
  // A value that comes now is a number; one that is none is kept aside by a program that may not be refused.
  await say("n3", { 评分: "12" }, "2026-01-03T00:00:00Z");
  expect((await of("n3"))["评分"]).toBe("12");

  expect(await preview(code, "text")).toMatchObject({ unreadable: 0, restored: 2 });
  expect((await retype(code, "text")).status).toBe(200);
  expect([(await of("n1"))["评分"], (await of("n2"))["评分"], (await of("n3"))["评分"]]).toEqual(["007", "￥1,200.50", "12"]);
  expect(await inUse("评分")).toMatchObject({ type: "text", violations: null });
});

test("rules that name the attribute are checked first; where they stay sound their members follow", async () => {
  await say("r1", { tier_points: "九" }, "2026-01-01T00:00:00Z");
  await say("r1", { tier_points: "9" }, "2026-01-02T00:00:00Z");
  await say("r2", { tier_points: "10" }, "2026-01-01T00:00:00Z");
  const document = (rule: object) => ({ tags: [{ code: "nines", name: "九", rule }] });
  const members = async () =>
    (await ask<{ items: { code: string; members: number }[] }>("GET", "/tags")).body.items.find(({ code }) => code === "nines")?.members;
  const wrong = await ask("POST", "/tags/plan", { document: document({ attribute: "tier_points", is: ">= 9" }) });
  expect(JSON.stringify(wrong.body)).toContain("RULE_TEXT_COMPARED");

  await applyTags({ ctx: tagwise.ctx, input: { document: document({ attribute: "tier_points", contains: "9" }), prune: false } });
  expect(await members()).toBe(1);
  const shown = await preview("tier_points", "number");
  expect(shown.tags).toMatchObject([{ code: "nines", wrong: false, issues: [{ code: "RULE_TYPE" }] }]);
  const refused = await retype("tier_points", "number");
  expect(refused).toMatchObject({ status: 409, body: { code: "ATTRIBUTE_TYPE_BREAKS" } });
  expect(await inUse("tier_points")).toMatchObject({ type: "text" });

  await applyTags({ ctx: tagwise.ctx, input: { document: document({ attribute: "tier_points", in: ["9", "10"] }), prune: false } });
  expect((await retype("tier_points", "number")).status).toBe(200);
  await applyTags({ ctx: tagwise.ctx, input: { document: document({ attribute: "tier_points", is: ">= 9" }), prune: false } });
  expect(await members()).toBe(2);
});

test("dates, yes and no, numbers sent as text are of those types from the first; ids and leading zeros stay texts", async () => {
  await say("t1", { 入会: "2026年1月2日", 有车: "是", 客单: "￥99", 门店编号: "12", 内码: "0012" }, "2026-01-01T00:00:00Z");
  const types = await Promise.all(["入会", "有车", "客单", "门店编号", "内码"].map(async (code) => (await inUse(code)).type));
  expect(types).toEqual(["date", "boolean", "number", "text", "text"]);
  expect(await of("t1")).toMatchObject({ 入会: "2026-01-02", 有车: true, 客单: "99" });
});

test("texts become lists where people cut them, and lists texts; consents keep their type", async () => {
  await say("l1", { hobbies: "茶、书，跑步" }, "2026-01-01T00:00:00Z");
  await retype("hobbies", "list");
  expect((await of("l1"))["hobbies"]).toEqual(["茶", "书", "跑步"]);
  await retype("hobbies", "text");
  expect((await of("l1"))["hobbies"]).toBe("茶、书，跑步");
  expect(await retype("consent.sms", "text")).toMatchObject({ status: 422, body: { code: "ATTRIBUTE_TYPE_FIXED" } });
  expect((await ask("PATCH", "/catalogue/attributes/hobbies", { type: "list" }, "read-only")).status).toBe(403);
});

test("a change that was cut off behind its write is ended by the next start: each statement is there once, in the new type", async () => {
  const ctx = tagwise.ctx;
  await say("c1", { shelf: "a1" }, "2026-01-01T00:00:00Z");
  await say("c1", { shelf: "5" }, "2026-01-02T00:00:00Z");
  // As a crash leaves it: the type is the new one, the rows are those of the old.
  await ctx.records.updateTable("attributes").set({ type: "number" }).where("code", "=", "shelf").execute();
  await ctx.records
    .updateTable("counters")
    .set((eb) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "catalogue")
    .execute();
  await ctx.records.insertInto("retypes").values({ attribute: "shelf" }).execute();
  await finishRetypes(ctx);
  await finishRetypes(ctx);
  expect((await of("c1"))["shelf"]).toBe("5");
  const rows = await ctx.facts.rows(sql`SELECT text, number FROM attribute_values WHERE attribute = 'shelf' ORDER BY at`);
  expect(rows).toEqual([
    { text: "a1", number: null },
    { text: "5", number: "5" },
  ]);
});
