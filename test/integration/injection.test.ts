import { text as textOf } from "node:stream/consumers";
import { exportCustomers } from "../../src/exports/index.ts";
import { cleanName, readText } from "../../src/kernel/index.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { appendBatch, searchCustomers } from "../../src/customers/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyTags, previewTags } from "../../src/publishing/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { readCatalogue } from "../../src/catalogue/index.ts";
import { runTags } from "../../src/evaluation/runTags.ts";
import { interpretTags, type CustomerFacts, type FactEvent, type TagRule } from "../../src/rules/index.ts";
import { countCustomers, deleteSegment, readSegment, saveSegment } from "../../src/segments/index.ts";
import { readDocument, type TagSet } from "../../src/tags/index.ts";
import { listTags, readTag } from "../../src/insight/index.ts";
import { asProblem, sql } from "../../src/engine/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { foldText } from "../../src/kernel/index.ts";
import { HOSTILE } from "../support/hostile.ts";

const NOW = Date.UTC(2026, 0, 15, 4);
const DAY = 86_400_000;
let to: TestApp;
/** The customers' numbers; the one at each place has the text of that place everywhere. */
let numbers: number[];

/** What a definition may hold; the rest has a NUL or half a character, which PostgreSQL keeps in no text. */
const isUsable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** As the store keeps a text: composed, without blanks and invisible marks at its ends. Undefined: nothing is left of it. */
const kept = (text: string) => readText(text);
const USABLE = HOSTILE.filter((text) => isUsable(text) && kept(text) !== undefined).map((text) => kept(text)!);
const identities = (index: number) => [{ platform: "crm", external: `hostile-${index}` }];

beforeAll(async () => {
  to = await openTestApp();
  const { ctx } = to;
  await appendBatch({
    ctx,
    input: {
      customers: HOSTILE.map((text, index) => ({
        identities: identities(index),
        attributes: { remark: text, interests: [text, "其他"] },
        at: NOW - DAY,
      })),
      events: HOSTILE.flatMap((text, index) => [
        {
          event: "Order Completed",
          identities: identities(index),
          time: NOW - 2 * DAY,
          properties: { channel: text, amount: 1, products: [{ category: text, quantity: 1 }] },
        },
        {
          event: "Order Completed",
          identities: identities(index),
          time: NOW - DAY,
          properties: { channel: text, amount: 2, products: [{ category: text, quantity: 1 }] },
        },
      ]),
    },
  });
  numbers = await Promise.all(HOSTILE.map((_, index) => findCustomer({ ctx, input: `crm:hostile-${index}` })));
});
afterAll(() => to.close());

/** Everything the fact store holds, as one number a table, and which tables there are. */
async function state(): Promise<Record<string, unknown>> {
  const { facts } = to.ctx;
  const tables = ["customers", "identities", "attribute_values", "events"];
  const sums = await Promise.all(
    tables.map((table) =>
      facts.rows<{ n: string; sum: string }>(sql`SELECT count() AS n, sum(cityHash64(*)) AS sum FROM ${sql.id(table)}`),
    ),
  );
  const names = await facts.rows(sql`SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name`);
  const records = await to.ctx.records.selectFrom("tags").select(["code", "state"]).orderBy("code").execute();
  return { ...Object.fromEntries(tables.map((table, index) => [table, sums[index]![0]])), names, records };
}

/** Runs it: its result, or the code of the problem a person is told of. Anything else is a failure of the suite. */
async function outcome<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    // As every transport does before it answers.
    const { code } = asProblem(error, "test");
    if (/^(INTERNAL|FACTS_|RECORDS_)/.test(code)) throw error;
    return code;
  }
}

/** Facts as the interpreter has them, the same as in the store. */
function facts(): CustomerFacts[] {
  return HOSTILE.map((raw) => {
    const text = kept(raw);
    const interests = text === undefined ? ["其他"] : [text, "其他"];
    const order = (ago: number, amount: bigint): FactEvent => ({
      event: "Order Completed",
      time: NOW - ago,
      properties: { channel: text, amount, "products[].category": [text], "products[].quantity": [1_000_000n] },
    });
    return {
      events: [order(2 * DAY, 1_000_000n), order(DAY, 2_000_000n)],
      attributes: [
        { attribute: "remark", at: NOW - DAY, value: text },
        { attribute: "interests", at: NOW - DAY, value: interests },
      ],
    };
  });
}

/** A regular expression of the text itself, in what both engines understand. */
const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const NOTHING: TagSet = { tags: new Map(), refs: new Map(), groups: new Map(), segments: new Map() };

/** Every place of a rule that a text can stand at. */
const PLACES: Readonly<Record<string, (text: string) => unknown>> = {
  is: (is) => ({ attribute: "remark", is }),
  isNot: (isNot) => ({ attribute: "remark", isNot }),
  in: (text) => ({ attribute: "remark", in: [text, "没有"] }),
  notIn: (text) => ({ attribute: "remark", notIn: [text, "没有"] }),
  contains: (contains) => ({ attribute: "remark", contains }),
  containsAny: (text) => ({ attribute: "remark", containsAny: [text, "没有"] }),
  startsWith: (startsWith) => ({ attribute: "remark", startsWith }),
  endsWith: (endsWith) => ({ attribute: "remark", endsWith }),
  matches: (text) => ({ attribute: "remark", matches: escaped(text) }),
  hasAny: (text) => ({ attribute: "interests", hasAny: [text] }),
  hasAll: (text) => ({ attribute: "interests", hasAll: [text, "其他"] }),
  where: (channel) => ({ event: "Order Completed", where: { channel } }),
  element: (text) => ({
    event: "Order Completed",
    where: { "products[].category": [text] },
    measure: { sum: "products[].quantity" },
    is: ">= 2",
  }),
  picked: (is) => ({ event: "Order Completed", measure: { mostFrequent: "channel" }, is }),
  anchor: (channel) => ({ event: "Order Completed", since: { first: { event: "Order Completed", where: { channel } } } }),
  trend: (channel) => ({ trend: { event: "Order Completed", where: { channel } }, window: "36h", ratio: ">= 1" }),
  sequence: (channel) => ({
    sequence: [
      { event: "Order Completed", where: { channel } },
      { event: "Order Completed", where: { channel } },
    ],
  }),
  rank: (channel) => ({ rank: { event: "Order Completed", where: { channel } }, top: 1, among: { attribute: "remark", is: channel } }),
  cycle: (text) => ({
    cycle: { event: "Order Completed", by: "products[].category", where: { "products[].category": text } },
    dueWithin: "90d",
    minimumIntervals: 1,
  }),
};

/** The servers' lane takes a few of many alike: its statements are the same, only the way to the store differs. */
const some = <T>(cases: readonly T[]) => cases.filter((_, index) => !inject("servers") || index % 5 === 0);

test.for(some(Object.keys(PLACES)))("a rule's text is only a text: %s", async (place) => {
  const { ctx } = to;
  const before = await state();
  const catalogue = await readCatalogue({ ctx });
  const read = (tags: readonly object[]) => readDocument({ tags }, NOTHING, catalogue, "Asia/Shanghai", false);
  for (const text of HOSTILE.filter((one) => !isUsable(one)))
    expect(() => read([{ code: "t", rule: PLACES[place]!(text) }])).toThrow(expect.objectContaining({ code: "INPUT_INVALID" }));
  const { definitions } = read(USABLE.map((text, index) => ({ code: `t${index}`, rule: PLACES[place]!(text) })));
  const rules = new Map<string, TagRule>(definitions.map(({ code, rule }) => [code, rule]));
  const codes = [...rules.keys()];
  const run = await runTags({ ctx, input: { rules, idOf: (code) => codes.indexOf(code) + 1, catalogue, asOf: NOW } });
  try {
    expect([...run.failed]).toEqual([]);
    const rows = await ctx.facts.rows<{ tag: number; members: number[] }>(
      sql`SELECT tag, arraySort(bitmapToArray(customers)) AS members FROM ${sql.id(run.table)} ORDER BY tag`,
    );
    const interpreted = interpretTags(rules, facts(), { asOf: NOW, timezone: "Asia/Shanghai" });
    const wanted = codes.map((code) => numbers.filter((_, index) => interpreted[index]!.get(code) === true).toSorted((a, b) => a - b));
    expect(rows.map(({ members }) => members)).toEqual(wanted);
    // Everybody has a text of their own, so that each rule finds somebody: nothing passes because nothing ran.
    if (place !== "trend") expect(wanted.every((members) => members.length > 0)).toBe(true);
  } finally {
    await run.drop();
  }
  expect(await state()).toEqual(before);
});

test("values of tiers come back as they were written, and rules and combinations may name them", async () => {
  const { ctx } = to;
  const values = USABLE.map((value) => ({ value, rule: { attribute: "remark", is: value } }));
  const document = {
    tags: [
      { code: "tiers", name: "分层", values },
      ...values.map(({ value }, index) => ({ code: `tier_${index}`, rule: { tag: "tiers", value } })),
    ],
  };
  const applied = await applyTags({ ctx, input: { document, prune: false, asOf: NOW } });
  expect(applied.evaluation.failed).toEqual([]);
  const detail = await readTag({ ctx, input: { tag: "tiers" } });
  expect(detail.values.map(({ value, members }) => [value, members])).toEqual(values.map(({ value }) => [value, 1]));
  const { items } = await listTags({ ctx, input: {} });
  expect(items.filter(({ code }) => code.startsWith("tier_")).map(({ members }) => members)).toEqual(values.map(() => 1));
  const why = await explainTag({
    ctx,
    input: { customer: numbers[HOSTILE.findIndex((text) => kept(text) === USABLE[8])]!, tag: "tier_8", asOf: NOW },
  });
  expect(why.has).toBe(true);
});

test("names of events, properties and attributes that are not known are refused; hostile ones that arrive are only names", async () => {
  const { ctx } = to;
  for (const text of HOSTILE) {
    const catalogue = await readCatalogue({ ctx });
    const read = (rule: unknown) => readDocument({ tags: [{ code: "x", rule }] }, NOTHING, catalogue, "Asia/Shanghai", false);
    for (const rule of [
      { event: text },
      { attribute: text },
      { tag: text },
      { segment: text },
      { consent: text },
      { metric: text, is: 1 },
      { [text]: "x" },
      { event: "Order Completed", where: { [text]: 1 } },
      { event: "Order Completed", measure: { sum: text }, is: 1 },
      { event: "Order Completed", measure: { [text]: "amount" }, is: 1 },
      { event: "Order Completed", within: text },
      { event: "Order Completed", is: text },
      { event: "Order Completed", calendar: text },
      { event: "Order Completed", since: text },
      { rank: { event: "Order Completed" }, top: text },
      { cycle: { event: "Order Completed", by: text }, dueWithin: "1d" },
      { attribute: "points", is: text },
      { attribute: "birthday", before: text },
      { attribute: "birthday", [text]: "1d" },
    ])
      expect(() => read(rule), JSON.stringify(rule).slice(0, 100)).toThrow(expect.objectContaining({ code: "INPUT_INVALID" }));
  }
  // Blanks and invisible marks at the end of a name are cut when it arrives.
  const names = HOSTILE.map((text) => cleanName(`n ${text}`.slice(0, 60)));
  const appended = await appendBatch({
    ctx,
    input: {
      customers: names.map((name, index) => ({ identities: identities(index), attributes: { [name]: "x" }, at: NOW - DAY })),
      events: names.map((name, index) => ({
        event: name,
        identities: identities(index),
        time: NOW - DAY,
        properties: { [name]: 1, [`${name}[].${name}`]: 2, list: [{ [name]: "y" }] },
      })),
    },
  });
  const catalogue = await readCatalogue({ ctx });
  const usable = names.filter((name) => catalogue.events.has(name));
  expect(usable.length).toBeGreaterThan(20);
  expect(usable.length + appended.rejected).toBeGreaterThanOrEqual(new Set(names).size);
  const tags = usable.flatMap((name, index) => [
    { code: `event_${index}`, rule: { event: name } },
    ...(catalogue.events.get(name)!.properties.get(name)?.type === "number"
      ? [{ code: `sum_${index}`, rule: { event: name, measure: { sum: name }, is: 1 } }]
      : []),
    ...(catalogue.attributes.has(name) ? [{ code: `attribute_${index}`, rule: { attribute: name, isSet: true } }] : []),
  ]);
  const applied = await applyTags({ ctx, input: { document: { tags }, prune: true, asOf: NOW } });
  expect(applied.evaluation.failed).toEqual([]);
  const { items } = await listTags({ ctx, input: {} });
  // Names that differ by what is cut only are one name, of several customers.
  const members = new Map(tags.map(({ code }) => [code, names.filter((name) => name === usable[Number(code.split("_").at(-1))]).length]));
  expect(items.map((item) => [item.code, item.members])).toEqual(tags.map(({ code }) => [code, members.get(code)]));
});

test("codes, names and groups of tags, and everything else a document says", async () => {
  const { ctx } = to;
  const before = await state();
  for (const text of HOSTILE) {
    const refused = await outcome(() =>
      previewTags({ ctx, input: { document: { tags: [{ code: text, rule: { attribute: "remark" } }] }, prune: false } }),
    );
    expect(refused).toBe("INPUT_INVALID");
    await outcome(() =>
      previewTags({
        ctx,
        input: {
          document: {
            tags: [
              {
                code: "named",
                name: text,
                group: [text],
                owner: text,
                purpose: text,
                unit: text,
                [text]: text,
                rule: { attribute: "remark" },
              },
            ],
          },
          prune: false,
        },
      }),
    );
  }
  expect(await state()).toEqual(before);
  const short = [...new Set(HOSTILE.map((text) => kept(text) ?? ""))].filter(
    (text) => foldText(text) !== "" && text.length <= 60 && !/[\p{Cc}\u2028\u2029]/u.test(text),
  );
  const tags = short.map((name, index) => ({ code: `named_${index}`, name, group: [name], rule: { attribute: "remark", is: name } }));
  const applied = await outcome(() => applyTags({ ctx, input: { document: { tags }, prune: true, asOf: NOW } }));
  if (typeof applied === "string") throw new Error(applied);
  expect(applied.evaluation.failed).toEqual([]);
  for (const [index, name] of short.entries()) {
    expect((await readTag({ ctx, input: { tag: name } })).code).toBe(`named_${index}`);
    // In quotes of a kind that the name has not, the name is only a name.
    const quotes = (['""', "''", "“”", "「」"] as const).find((pair) => !name.includes(pair[1]!));
    if (quotes) expect(await countCustomers({ ctx, input: { where: `not ${quotes[0]}${name}${quotes[1]}` } })).toBeDefined();
  }
});

test("combinations and segments answer exactly or say what is wrong", async () => {
  const { ctx } = to;
  await applyTags({
    ctx,
    input: {
      document: { tags: [{ code: "all", name: "全部", rule: { attribute: "interests", hasAny: "其他" } }] },
      prune: true,
      asOf: NOW,
    },
  });
  const before = await state();
  for (const text of HOSTILE) {
    const alone = await outcome(() => countCustomers({ ctx, input: { where: text } }));
    expect(alone).toMatch(/^COMBINATION_(SYNTAX|UNKNOWN)$/);
    // Blanks of any kind are nothing at all.
    if (foldText(text) === "") continue;
    for (const where of [`all and ${text}`, `${text} all`, `all = ${text}`, `"${text}"`, `all or not (${text})`])
      expect(await outcome(() => countCustomers({ ctx, input: { where } })), where.slice(0, 60)).toMatch(
        /^(COMBINATION_|RULE_UNKNOWN_VALUE)/,
      );
    expect(await outcome(() => readSegment({ ctx, input: { segment: text } }))).toMatch(/^(SEGMENT_NOT_FOUND|TEXT_UNUSABLE)$/);
    expect(await outcome(() => deleteSegment({ ctx, input: { segment: text } }))).toMatch(/^(SEGMENT_NOT_FOUND|TEXT_UNUSABLE)$/);
    const name = text.slice(0, 60);
    const saved = await outcome(() => saveSegment({ ctx, input: { name, where: "all" } }));
    if (!isUsable(name)) {
      expect(saved).toBe("TEXT_UNUSABLE");
      continue;
    }
    expect(saved).toMatchObject({ name, count: numbers.length });
    expect(await outcome(() => readSegment({ ctx, input: { segment: name } }))).toMatchObject({ count: numbers.length });
    expect(await outcome(() => deleteSegment({ ctx, input: { segment: name } }))).toEqual({ ok: true });
  }
  expect(await state()).toEqual(before);
});

test("searches, identities, columns of exports, cursors and moments", async () => {
  const { ctx } = to;
  const before = await state();
  for (const text of HOSTILE) {
    const found = await outcome(() => searchCustomers({ ctx, input: { q: text, after: 0, limit: 10 } }));
    if (typeof found !== "string" && text.trim() !== "") expect(found.customers.length).toBeLessThanOrEqual(1);
    for (const reference of [text, `crm:${text}`, `${text}:1`])
      expect(await outcome(() => findCustomer({ ctx, input: reference }))).toMatch(/^(CUSTOMER|IDENTITY|NOT_FOUND|INPUT)/);
    for (const columns of [text, `customer,attribute.${text}`, `tag.${text}`, `identity.${text}`]) {
      const exported = await outcome(() => exportCustomers({ ctx, input: { format: "csv", columns } }));
      if (typeof exported === "string") expect(exported).toBe("EXPORT_COLUMN");
      else await textOf(exported.stream);
    }
    const encoded = encodeURIComponent(text.toWellFormed());
    for (const url of [
      `/api/customers?q=${encoded}`,
      `/api/customers?where=${encoded}`,
      `/api/customers?cursor=${encoded}`,
      `/api/customers/${encoded}`,
      `/api/customers/hostile/events?event=${encoded}`,
      `/api/customers/${numbers[0]}/events?event=${encoded}`,
      `/api/customers/${numbers[0]}/why/${encoded}`,
      `/api/customers/${numbers[0]}/why/all?asOf=${encoded}`,
      `/api/tags?q=${encoded}`,
      `/api/tags/${encoded}`,
      `/api/segments/${encoded}`,
      `/api/export?columns=${encoded}`,
    ]) {
      const { statusCode } = await to.ask("administrator", { method: "GET", url });
      expect(statusCode, url.slice(0, 120)).toBeLessThan(500);
    }
  }
  expect(await state()).toEqual(before);
});

test("what a file and its mapping say is only data", async () => {
  const { ctx } = to;
  const directory = join(ctx.dataDir, "given");
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "hostile.csv");
  const cell = (text: string) => `"${text.toWellFormed().replaceAll('"', '""')}"`;
  const rows = HOSTILE.map((text, index) => [`file-${index}`, text, "2026-01-10"].map(cell).join(","));
  writeFileSync(path, ["id,text,time", ...rows].join("\n"));
  const mapping = { event: "Message Received", time: "time", identities: { crm: "id" }, properties: { text: "text" } };
  const before = await state();
  for (const [index, text] of some(HOSTILE).entries()) {
    const places = [
      { ...mapping, event: undefined, eventColumn: text },
      { ...mapping, time: text },
      { ...mapping, timeFormat: text },
      { ...mapping, timezone: text },
      { ...mapping, identities: { crm: text } },
      { ...mapping, properties: { text } },
      { ...mapping, id: text },
      { ...mapping, delimiter: text },
      { ...mapping, [text]: text },
    ];
    // Each text stands at a third of the places, and each place meets a third of the texts.
    for (const changed of places.filter((_, place) => (place + index) % 3 === 0)) {
      // A text in quotes of its own is a constant, and columns that hold nothing skip their rows: both are right.
      const result = await outcome(() => importFile({ ctx, input: { path, mapping: changed } }));
      if (typeof result !== "string") expect(result.read).toBeGreaterThan(0);
    }
  }
  const unharmed = await state();
  expect(unharmed["names"]).toEqual(before["names"]);
  const report = await importFile({ ctx, input: { path, mapping } });
  expect(report.read).toBe(HOSTILE.length);
  const stored = await ctx.facts.rows<{ external: string; texts: string[] }>(
    sql`SELECT i.external AS external, groupUniqArray(ifNull(e.p_text, '')) AS texts FROM identities AS i FINAL LEFT JOIN events AS e ON e.customer = i.customer
     WHERE i.external LIKE 'file-%' AND e.event = 'Message Received' GROUP BY external ORDER BY external`,
  );
  expect(stored.length).toBeGreaterThan(0);
  // The mappings above that were right wrote events of their own; those of the last import are among them.
  for (const { external, texts } of stored) {
    const wanted = kept(HOSTILE[Number(external.slice(5))]!) ?? "";
    expect(texts).toContain(wanted);
  }
});
