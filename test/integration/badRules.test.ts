import { afterAll, beforeAll, expect, test } from "vitest";
import type { TagPlan } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
  await tagwise.ask("administrator", {
    method: "POST",
    url: "/api/tags/apply",
    payload: { document: { tags: [{ code: "vip", name: "贵宾" }] } },
  });
});
afterAll(() => tagwise.close());

type Answer = { status: number; codes: string[]; body: unknown };

async function ask(url: string, payload: object): Promise<Answer> {
  const response = await tagwise.ask("administrator", { method: "POST", url, payload });
  const body = response.json();
  return { status: response.statusCode, codes: (body.issues ?? []).map(({ code }: { code: string }) => code), body };
}

const plan = (rule: unknown) => ask("/api/tags/plan", { document: { tags: [{ code: "draft", name: "草稿", rule }] } });
const preview = (rule: unknown) => ask("/api/rules/preview", { definition: { rule } });

const ORDER = { event: "Order Completed" };
const nested = (levels: number): unknown => {
  let rule: unknown = { tag: "vip" };
  for (let level = 0; level < levels; level++) rule = level % 2 === 0 ? { all: [rule] } : { not: rule };
  return rule;
};
const words = (count: number) => Array.from({ length: count }, (_, index) => `词${index}`);

test.each<[string, unknown, string]>([
  ["an unknown event", { event: "Order Complete" }, "RULE_UNKNOWN_EVENT"],
  ["an unknown event in Chinese", { event: "完成定单" }, "RULE_UNKNOWN_EVENT"],
  ["an unknown attribute", { attribute: "brithday", isSet: true }, "RULE_UNKNOWN_ATTRIBUTE"],
  ["an unknown property", { ...ORDER, measure: { sum: "amout" }, is: "> 1" }, "RULE_UNKNOWN_PROPERTY"],
  ["an unknown tag", { tag: "vpi" }, "RULE_UNKNOWN_TAG"],
  ["an unknown consent", { consent: "smss" }, "RULE_UNKNOWN_CONSENT"],
  ["an unknown operator", { attribute: "city", is: "上海", contians: "上" }, "RULE_UNKNOWN_KEY"],
])("%s is refused with the nearest that is known", async (_, rule, code) => {
  for (const answer of [await plan(rule), await preview(rule)]) {
    expect(answer).toMatchObject({ status: 422, codes: [code] });
    expect(answer.body).toMatchObject({ issues: [{ suggestion: expect.stringMatching(/.+/), path: expect.stringMatching(/.+/) }] });
  }
});

test.each<[string, unknown, string]>([
  ["a negative count", { ...ORDER, is: ">= -1" }, "RULE_COUNT"],
  ["a count that is none", { ...ORDER, is: ">= many" }, "RULE_NUMBER"],
  ["a window of 300 years", { ...ORDER, within: "300y" }, "RULE_DURATION"],
  ["a negative window", { ...ORDER, within: "-1d" }, "RULE_DURATION"],
  ["a window without a unit", { ...ORDER, within: 90 }, "RULE_DURATION"],
  ["a window that ends before it begins", { ...ORDER, since: "2026-02-01", until: "2026-01-01" }, "RULE_RANGE_EMPTY"],
  ["a day that is not", { ...ORDER, since: "2026-02-30" }, "RULE_TIME"],
  ["a year beyond the calendar", { ...ORDER, since: "9999-01-01" }, "RULE_TIME"],
  ["a sequence with a negative step", { sequence: [ORDER, { ...ORDER, within: "-1h" }] }, "RULE_DURATION"],
  ["the top none", { rank: ORDER, top: 0 }, "RULE_RANK"],
  ["the top 200 %", { rank: ORDER, top: "200%" }, "RULE_RANK"],
  ["a cycle of no intervals", { cycle: { event: "Order Completed", by: "channel" }, dueWithin: "7d", minimumIntervals: 0 }, "RULE_SHAPE"],
  ["an expression with an open bracket", { attribute: "city", matches: "(上" }, "RULE_REGEX"],
  ["one that looks behind", { attribute: "city", matches: "(?<=上)海" }, "RULE_REGEX"],
  ["one that only one engine knows", { attribute: "city", matches: "\\p{Script=Nonsense}" }, "RULE_REGEX"],
  ["one that repeats a thousand thousand times", { attribute: "city", matches: "(a{1000}){1000}" }, "RULE_REGEX"],
  ["a list of 10,001 words", { attribute: "city", containsAny: words(10_001) }, "RULE_TOO_LONG"],
  ["201 levels", nested(201), "RULE_TOO_DEEP"],
  ["a number where a condition should be", 7, "RULE_SHAPE"],
  ["an empty condition", {}, "RULE_NO_LEAF"],
  ["an age of half a year in years", { attribute: "birthday", age: ">= 0.5" }, "RULE_AGE"],
])("%s is refused with the reason", async (_, rule, code) => {
  for (const { status, codes } of [await plan(rule), await preview(rule)])
    expect({ status, codes }).toEqual({ status: 422, codes: [code] });
});

test.each<[string, unknown, string]>([
  [
    "a count that excludes another",
    {
      all: [
        { ...ORDER, is: ">= 5" },
        { ...ORDER, is: "< 3" },
      ],
    },
    "不可能同时成立",
  ],
  ["a count below nought", { ...ORDER, is: "< 0" }, "不可能成立"],
  ["a count of nought or more", { ...ORDER, is: ">= 0" }, "对所有客户都成立"],
  ["a window of no length", { ...ORDER, within: "0d" }, "不可能成立"],
  ["a window of no length and none in it", { not: { ...ORDER, within: "0h" } }, "不可能成立"],
  ["a step of no length", { sequence: [ORDER, { ...ORDER, within: "0h" }] }, "不可能成立"],
  ["a trend of no length", { trend: ORDER, window: "0d", ratio: "< 1" }, "不可能成立"],
  ["within the last no time", { attribute: "member_since", withinLast: "0d" }, "不可能成立"],
  ["had for less than no time", { tag: "vip", for: "< 0h" }, "不可能成立"],
  [
    "too old and too young",
    {
      all: [
        { attribute: "birthday", age: ">= 18" },
        { attribute: "birthday", age: "< 10" },
      ],
    },
    "不可能同时成立",
  ],
  [
    "an age and no birthday",
    {
      all: [
        { attribute: "birthday", age: ">= 18" },
        { attribute: "birthday", isSet: false },
      ],
    },
    "不可能同时成立",
  ],
  [
    "long ago and lately",
    {
      all: [
        { attribute: "birthday", age: "> 90d" },
        { attribute: "birthday", age: "< 30d" },
      ],
    },
    "不可能同时成立",
  ],
  [
    "a text that begins and is otherwise",
    {
      all: [
        { attribute: "city", is: "上海" },
        { attribute: "city", is: "北京" },
      ],
    },
    "不可能同时成立",
  ],
])("%s stands, and is warned about with the reason", async (_, rule, reason) => {
  const planned = await plan(rule);
  expect(planned.status).toBe(200);
  expect((planned.body as TagPlan).entries[0]!.warnings[0]).toEqual({
    zh: expect.stringContaining(reason),
    en: expect.stringMatching(/.+/),
  });
  const previewed = await preview(rule);
  expect(previewed).toMatchObject({ status: 200, body: { warnings: [{ zh: expect.stringContaining(reason) }] } });
});

test.each<[string, unknown]>([
  ["200 levels", nested(200)],
  [
    "100 levels of groups of two",
    Array.from({ length: 99 }).reduce((rule) => ({ any: [rule, { tag: "vip" }] }), { ...ORDER, is: ">= 2" } as unknown),
  ],
  ["10,000 words to look for", { event: "Message Received", where: { text: { containsAny: words(10_000) } } }],
  ["10,000 values", { attribute: "city", in: words(10_000) }],
  ["10,000 values that it must not be", { attribute: "city", notIn: words(10_000) }],
  ["a window of 200 years", { ...ORDER, within: "200y" }],
  ["an age of 200", { attribute: "birthday", age: ">= 200" }],
  ["an age in 200 years", { attribute: "birthday", age: "> 200y" }],
  ["within the next 200 years", { attribute: "birthday", withinNext: "200y" }],
  ["a window from the first day to the last", { ...ORDER, since: "1900-01-02", until: "2299-12-30" }],
  ["the largest number", { ...ORDER, measure: { sum: "amount" }, is: "< 999999999999.999999" }],
  ["a count above all counting", { ...ORDER, is: ">= 999999999999" }],
  ["a due date in 200 years", { cycle: { event: "Order Completed", by: "products[].sku" }, dueWithin: "200y", minimumIntervals: 1_000 }],
  ["a long expression", { attribute: "city", matches: `(${words(150).join("|")})` }],
  ["the top 0.000001 %", { rank: ORDER, top: "0.000001%" }],
])("%s works", async (_, rule) => {
  expect(await plan(rule)).toMatchObject({ status: 200 });
  expect(await preview(rule)).toMatchObject({ status: 200, body: { warnings: [] } });
});

test("a hundred thousand levels are refused, and the server still answers", async () => {
  const depth = 100_000;
  const payload = `{"definition":{"rule":${'{"not":'.repeat(depth)}{"tag":"vip"}${"}".repeat(depth)}}}`;
  const headers = { "content-type": "application/json" };
  const response = await tagwise.ask("administrator", { method: "POST", url: "/api/rules/preview", payload, headers });
  expect(response.statusCode).toBeLessThan(500);
  expect(response.json()).toMatchObject({ zh: expect.stringMatching(/.+/), en: expect.stringMatching(/.+/) });
  expect(await preview({ tag: "vip" })).toMatchObject({ status: 200 });
});

test("the largest of them are published and evaluated, and the server still answers", async () => {
  const tags = [
    { code: "deep", name: "深", rule: nested(200) },
    { code: "long", name: "长", rule: { event: "Message Received", where: { text: { containsAny: words(10_000) } } } },
    { code: "wide", name: "宽", rule: { any: Array.from({ length: 500 }, (_, index) => ({ ...ORDER, where: { amount: `> ${index}` } })) } },
  ];
  const started = await tagwise.ask("administrator", { method: "POST", url: "/api/tags/apply", payload: { document: { tags } } });
  expect(started.statusCode).toBe(202);
  const job = await tagwise.ended(started.json<{ job: string }>().job);
  expect(job).toMatchObject({ state: "done", result: { added: ["deep", "long", "wide"], evaluation: { failed: [] } } });
  expect((await tagwise.ask("administrator", { method: "GET", url: "/api/tags" })).statusCode).toBe(200);
});
