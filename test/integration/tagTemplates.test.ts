import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue } from "../../src/catalogue/index.ts";
import { loadShop } from "../../src/app/demo/load.ts";
import { generateShop } from "../../src/app/demo/shop/generate.ts";
import type { DemoState } from "../../src/app/demo/state.ts";
import { TEMPLATE_SUBJECTS, type ProblemDetails, type Template, type TemplatePreview } from "../../src/contract/index.ts";
import { interpretTags, Reading, readTagRule, type TagRule } from "../../src/rules/index.ts";
import { TEMPLATES } from "../../src/templates/index.ts";
import { factsOf } from "../rules/facts.ts";
import type { FixtureEvent } from "../rules/fixture.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

const TIMEZONE = "Asia/Shanghai";
const STATE: DemoState = { seed: 5, customers: 250, until: Date.parse("2026-05-20T03:00:00Z"), next: 0, pending: [], ready: false };

/** Values that fit the shop, where the defaults of a template name something it does not sell. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string | number | readonly string[]>>>> = {
  bought_product: { product: "MY136" },
  high_value: { least: 3_000 },
  silent_high_value: { least: 1_500, silent: 20 },
  sleeping_member: { levels: ["金卡", "钻石"], days: 30 },
  birthday_soon: { days: 30 },
  big_order: { above: 500 },
  category_prospect: { least: 2, days: 90 },
};

let shop: TestApp;
/** The customer of the messages that the templates show. */
const sent = { events: [] as FixtureEvent[], attributes: [] as { attributes: Record<string, string>; at: number }[] };

beforeAll(async () => {
  shop = await openTestApp({ clock: () => STATE.until, env: { TAGWISE_TIMEZONE: TIMEZONE } });
});
afterAll(() => shop.close());

async function list(): Promise<readonly Template[]> {
  return (await shop.ask("administrator", { url: "/api/tag-templates" })).json<{ items: Template[] }>().items;
}
async function preview<T = TemplatePreview>(template: string, payload: object = {}, lang = "zh"): Promise<{ status: number; body: T }> {
  const answer = await shop.ask("administrator", {
    method: "POST",
    url: `/api/tag-templates/${encodeURIComponent(template)}/preview`,
    headers: { "accept-language": lang },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<T>() };
}

test("there are at least 25 templates over all ten kinds of information, and their codes and names differ", () => {
  expect(TEMPLATES.length).toBeGreaterThanOrEqual(25);
  expect(new Set(TEMPLATES.map(({ subject }) => subject))).toEqual(new Set(TEMPLATE_SUBJECTS));
  for (const key of ["code", "zh", "en"] as const)
    expect(new Set(TEMPLATES.map(({ code, name }) => (key === "code" ? code : name[key]))).size).toBe(TEMPLATES.length);
});

test("without data a template says what is missing and how to send it; sent so, it is ready", async () => {
  const before = (await list()).find(({ code }) => code === "bought_product")!;
  expect(before).toMatchObject({ ready: false, fields: [{ state: "empty" }, { state: "empty" }] });
  const [sending] = before.sending;
  expect(sending).toMatchObject({ path: "/api/events", body: { events: [{ properties: { products: [{ sku: "A100" }] } }] } });
  const local = (await list()).find(({ code }) => code === "local_customer")!;
  expect(local.sending).toMatchObject([{ path: "/api/customers", body: { customers: [{ attributes: { city: "上海" } }] } }]);
  sent.events.push(
    ...before.sending.flatMap(({ body }) =>
      (body["events"] as (FixtureEvent & { time: string })[]).map((one) => ({ ...one, time: Date.parse(one.time as never) })),
    ),
  );
  sent.attributes.push({ attributes: { city: "上海" }, at: STATE.until });
  for (const { path, body } of [...before.sending, ...local.sending])
    expect((await shop.ask("administrator", { method: "POST", url: path, payload: body })).json()).toMatchObject({ rejected: 0 });
  const ready = await list();
  expect(ready.filter(({ code }) => ["bought_product", "local_customer"].includes(code)).map((one) => one.ready)).toEqual([true, true]);
  expect((await preview("已购A产品", { values: { product: "A100" } })).body.preview).toMatchObject({ count: 1, customers: 1 });
});

test("an event of another name stands for one that never came, and other fields may be named", async () => {
  const { body } = await preview("bought_product", { fields: { order: "Order Line" } });
  expect(body.template.fields).toMatchObject([{ used: "Order Line" }, { used: "sku", event: "Order Line" }]);
  expect(body.definition).toMatchObject({ rule: { event: "Order Line", where: { sku: { is: "A" } } } });
});

test("wrong values, unknown keys, fields and templates are refused in both languages", async () => {
  const wrong: readonly (readonly [string, object, string])[] = [
    ["high_value", { values: { days: 0 } }, "TAG_TEMPLATE_VALUE"],
    ["high_value", { values: { days: 1.5 } }, "TAG_TEMPLATE_VALUE"],
    ["high_value", { values: { least: "很多" } }, "TAG_TEMPLATE_VALUE"],
    ["high_value", { values: { lest: 5 } }, "TAG_TEMPLATE_VALUE"],
    ["local_customer", { values: { cities: [] } }, "TAG_TEMPLATE_VALUE"],
    ["local_customer", { values: { cities: ["x".repeat(201)] } }, "TAG_TEMPLATE_VALUE"],
    ["high_value", { fields: { amount: "no such" } }, "TAG_TEMPLATE_FIELD"],
    ["high_value", { fields: { amuont: "amount" } }, "TAG_TEMPLATE_FIELD"],
    ["hihg_value", {}, "TAG_TEMPLATE_NOT_FOUND"],
  ];
  for (const [template, payload, code] of wrong) {
    const { status, body } = await preview<ProblemDetails>(template, payload);
    expect([template, body.code, status >= 400 && status < 500]).toEqual([template, code, true]);
    expect(body.zh).not.toBe(body.en);
  }
});

test("each template is a valid rule that reads, and on a shop's data its count is the interpreter's", async () => {
  const { ctx } = shop;
  await loadShop(ctx, STATE, new AbortController().signal, () => {});
  const catalogue = await readCatalogue({ ctx });
  const customers = Array.from({ length: STATE.customers }, (_, index) => {
    const batches = [...generateShop({ ...STATE, customers: index + 1, from: index })];
    return factsOf({ events: batches.flatMap(({ events }) => events), attributes: batches.flatMap((batch) => batch.customers) }, catalogue);
  }).filter(({ events, attributes }) => events.length + attributes.length > 0);
  customers.push(factsOf(sent, catalogue));
  const scope = { catalogue, tags: new Map(), timezone: TIMEZONE };
  const rules = new Map<string, TagRule>();
  const counts: [string, number][] = [];
  for (const template of TEMPLATES) {
    const { body } = await preview(template.code, { values: VALUES[template.code] ?? {} });
    expect([template.code, body.template.fields.filter(({ state }) => state === "missing" || state === "mistyped")]).toEqual([
      template.code,
      [],
    ]);
    expect(body.preview!.sentence.zh, template.code).toMatch(/\p{Script=Han}/u);
    expect(body.template.criteria.zh, template.code).not.toMatch(/[{}]/);
    const { body: english } = await preview(template.code, {}, "en");
    expect(JSON.stringify(english.definition["criteria"]), template.code).not.toMatch(/[{}「]/);
    counts.push([template.code, body.preview!.count]);
    const reading = new Reading(scope);
    rules.set(template.code, readTagRule(body.definition, "", reading)!);
    expect([template.code, reading.issues]).toEqual([template.code, []]);
  }
  const answers = interpretTags(rules, customers, { asOf: STATE.until, timezone: TIMEZONE });
  const interpreted = TEMPLATES.map(({ code }): [string, number] => [
    code,
    answers.filter((each) => each.get(code) !== false && each.get(code) !== null).length,
  ]);
  expect(counts).toEqual(interpreted);
  expect(counts.filter(([, count]) => count > 0).length).toBeGreaterThanOrEqual(18);
});
