import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportCustomers } from "../../src/exports/index.ts";
import { readCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, changeProperty, readProfile } from "../../src/customers/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { IMPORTED } from "../../src/assignments/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags, updateMembers, nextUpdateAt } from "../../src/updates/index.ts";
import { tagsOfCustomers } from "../../src/membership/members.ts";
import { loadTags } from "../../src/tags/index.ts";
import { testCtx } from "../support/engine.ts";
import { openImporting, type Importing } from "../support/importing.ts";

/** 12:00 on 10 March 2026 in Shanghai. */
const NOON = Date.UTC(2026, 2, 10, 4);
const MIDNIGHT = Date.UTC(2026, 2, 10, 16);
const DAY = 86_400_000;
let to: Importing;
let now = NOON;
let ctx: Importing["ctx"];

beforeAll(async () => {
  to = await openImporting();
  ctx = testCtx(to.engine, { clock: () => now });
});
afterAll(() => to.engine.close());

const person = (external: string, attributes: Record<string, string>) => ({
  identities: [{ platform: "crm", external }],
  attributes,
  at: NOON - DAY,
});
const valueOf = async (external: string, code: string) =>
  (await readProfile({ ctx, input: { customer: `crm:${external}` } })).attributes.find((one) => one.code === code)?.value;
const exported = async (format: "csv" | "jsonl" | "xlsx" | "parquet", columns: string) =>
  buffer((await exportCustomers({ ctx, input: { format, columns } })).stream);
const codesOf = async (external: string) => {
  const { tags } = await loadTags({ ctx });
  const held = new Set((await tagsOfCustomers(ctx, [await findCustomer({ ctx, input: `crm:${external}` })])).map(({ tag }) => tag));
  return [...tags.values()].flatMap(({ id, code }) => (held.has(id) ? [code] : [])).toSorted();
};
const published = (tags: readonly Record<string, unknown>[]) =>
  applyTags({ ctx, input: { document: { tags: tags.map((tag) => ({ name: tag["code"], ...tag })) }, prune: false } });

const BORDERS = ["1900-01-01", "1940-06-01", "1986-05-04", "2024-02-29", "2299-12-31"];

test("a day goes out as it came, whatever it is: by a program, by a file, in every format and back again", async () => {
  await appendBatch({ ctx, input: { customers: BORDERS.map((birthday, at) => person(`p${at}`, { birthday })) } });
  const csv = ["crm,birthday,joined", ...BORDERS.map((day, at) => `f${at},${day},${day}`)].join("\n");
  expect(
    await to.load("borders.csv", csv, { identities: { crm: "crm" }, attributes: { birthday: "birthday", joined: "joined" } }),
  ).toMatchObject({ accepted: 5, skipped: 0 });
  expect((await readCatalogue({ ctx })).attributes.get("joined")?.type).toBe("date");
  for (const [at, day] of BORDERS.entries())
    expect([await valueOf(`p${at}`, "birthday"), await valueOf(`f${at}`, "birthday"), await valueOf(`f${at}`, "joined")]).toEqual([
      day,
      day,
      day,
    ]);
  const columns = "identity.crm,attribute.birthday,attribute.joined";
  const lines = (await exported("csv", columns)).toString().trim().split("\n");
  expect(lines).toContain('"f0","1900-01-01","1900-01-01"');
  expect(lines).toContain('"f1","1940-06-01","1940-06-01"');
  expect((await exported("jsonl", columns)).toString()).toContain('"attribute.birthday:date":"1940-06-01"');
  const before = await to.counts();
  for (const format of ["csv", "jsonl", "xlsx", "parquet"] as const) {
    const path = to.file(`again.${format}`, await exported(format, columns));
    const report = await importFile({ ctx, tagging: IMPORTED, input: { path } });
    expect([format, report.accepted, report.skipped]).toEqual([format, 10, 0]);
    expect(await to.counts(), format).toEqual(before);
  }
});

test("the empty birthday of every system is a time, too, where a time is wanted", async () => {
  const csv = "crm,registered_at\nt1,1900-01-01\nt2,1900-01-01 00:00:00\n";
  const report = await to.load("times.csv", csv, { identities: { crm: "crm" }, attributes: { registered_at: "registered_at" } });
  expect(report).toMatchObject({ accepted: 2, skipped: 0 });
  await appendBatch({ ctx, input: { customers: [person("t3", { registered_at: "1900-01-01" })] } });
  for (const external of ["t1", "t2", "t3"]) expect(await valueOf(external, "registered_at")).toBe("1899-12-31T15:54:17.000Z");
  expect((await exported("csv", "identity.crm,attribute.registered_at")).toString()).toContain('"t3","1899-12-31T15:54:17Z"');
});

test("a column of birthdays is read cell by cell: dates of Excel, Chinese ones and those with slashes side by side", async () => {
  const cells = ["1990-01-01", "1990年1月1日", "1990/1/1", "32874", "19900101", "1990.01.01", "1990-01-01 00:00:00", "", "无"];
  const rows = cells.map((cell, at) => `m${at},${cell}`);
  const mapping = { identities: { crm: "crm" }, attributes: { birthday: "生日" } };
  const report = await to.load("mixed.csv", ["crm,生日", ...rows, "m9,一月一日"].join("\n"), mapping);
  expect(report).toMatchObject({ accepted: 9, skipped: 1, reasons: [{ code: "DATE_UNREADABLE", rows: 1 }] });
  for (let at = 0; at < 7; at++) expect(await valueOf(`m${at}`, "birthday"), cells[at]).toBe("1990-01-01");
  for (const nothing of ["m7", "m8"]) expect(await valueOf(nothing, "birthday")).toBeUndefined();
  const none = await to.load("none.csv", "crm,生日,注册\nm10,无,-\nm11,-,暂无\n", {
    ...mapping,
    attributes: { ...mapping.attributes, registered_at: "注册" },
  });
  expect(none).toMatchObject({ accepted: 2, skipped: 0 });
});

test("a mapping says how days are written, for a column or in an expression", async () => {
  const attributes = { birthday: "date(b, 'dd/MM/yyyy')", child_birthday: "date(c)" };
  expect(await to.load("said.csv", "crm,b,c\ns1,1/2/1990,2020年3月4日\n", { identities: { crm: "crm" }, attributes })).toMatchObject({
    accepted: 1,
  });
  expect([await valueOf("s1", "birthday"), await valueOf("s1", "child_birthday")]).toEqual(["1990-02-01", "2020-03-04"]);
  const rows = "crm,d\ns2,1/2/2020\n";
  await to.load("format.csv", rows, { identities: { crm: "crm" }, attributes: { said: "d" }, timeFormat: "M/d/yyyy" });
  expect([(await readCatalogue({ ctx })).attributes.get("said")?.type, await valueOf("s2", "said")]).toEqual(["date", "2020-01-02"]);
});

test("an unknown column of days is one of dates also where its cells are spelt differently; of digits alone it is none", async () => {
  const csv =
    "crm,hired,visited,figure\nu1,2020年1月5日,2020-01-05 08:00,20200105\nu2,2020/1/6,2020-01-06,20200106\nu3,43837,2020-01-07,20200107\n";
  const mapping = { identities: { crm: "crm" }, attributes: { hired: "hired", visited: "visited", figure: "figure" } };
  await to.load("unknown.csv", csv, mapping);
  const { attributes } = await readCatalogue({ ctx });
  expect(["hired", "visited", "figure"].map((code) => attributes.get(code)?.type)).toEqual(["date", "time", "number"]);
  expect(await valueOf("u3", "hired")).toBe("2020-01-07");
});

test("days that may be two are asked about; where one reading fits all, it is taken, and those that say themselves stay as they are", async () => {
  const mapping = { identities: { crm: "crm" }, attributes: { child_birthday: "b" } };
  await expect(to.load("ask.csv", "crm,b\nd1,1/2/2020\nd2,2020-03-04\n", mapping)).rejects.toMatchObject({ code: "TIME_AMBIGUOUS" });
  expect(await to.load("clear.csv", "crm,b\nd1,1/2/2020\nd2,2020-03-04\nd3,31/12/2020\n", mapping)).toMatchObject({ accepted: 3 });
  expect([await valueOf("d1", "child_birthday"), await valueOf("d2", "child_birthday"), await valueOf("d3", "child_birthday")]).toEqual([
    "2020-02-01",
    "2020-03-04",
    "2020-12-31",
  ]);
});

test("a property turns from text or time to date and back where no value is lost", async () => {
  const event = (due: unknown, time: number) => ({
    event: "Booked",
    identities: [{ platform: "crm", external: "r1" }],
    time,
    properties: { due } as Record<string, string>,
  });
  await appendBatch({ ctx, input: { events: [event("x", NOON - DAY)] } });
  await appendBatch({ ctx, input: { events: [event("2026年3月1日", NOON - DAY + 1)] } });
  await expect(changeProperty({ ctx, input: { event: "Booked", property: "due", type: "date", readers: [] } })).rejects.toMatchObject({
    code: "PROPERTY_TYPE_LOSES",
  });
  await appendBatch({ ctx, input: { events: [{ ...event("2026/3/2", NOON - DAY), event: "Fixed" }] } });
  for (const type of ["time", "date", "text", "date"] as const)
    await changeProperty({ ctx, input: { event: "Fixed", property: "due", type, readers: [] } });
  const [found] = (await to.events()).filter((one) => one["event"] === "Fixed");
  expect(found?.["due"]).toBe("2026-03-02");
});

test("for days the time counts in calendar days and today is among them; the sentence says so in both languages", async () => {
  const days = { past8: "2026-03-02", past7: "2026-03-03", today: "2026-03-10", next7: "2026-03-17", next8: "2026-03-18" };
  await appendBatch({
    ctx,
    input: { customers: Object.entries(days).map(([external, due]) => person(external, { due, birthday: due.replace("2026", "1990") })) },
  });
  await published([
    { code: "soon", rule: { attribute: "due", withinNext: "7d" } },
    { code: "lately", rule: { attribute: "due", withinLast: "7d" } },
    { code: "feast", rule: { attribute: "birthday", anniversaryWithin: "7d" } },
    { code: "until_today", rule: { attribute: "due", lte: "2026-03-10" } },
    { code: "after_today", rule: { attribute: "due", after: "2026-03-10" } },
    { code: "unborn", rule: { attribute: "due", age: "< 1y" } },
    { code: "aged", rule: { attribute: "birthday", age: { gte: 36, lt: 68 } } },
  ]);
  await evaluateTags({ ctx, input: {} });
  const members = Object.fromEntries(await Promise.all(Object.keys(days).map(async (each) => [each, await codesOf(each)] as const)));
  expect(members).toEqual({
    past8: ["aged", "unborn", "until_today"],
    past7: ["aged", "lately", "unborn", "until_today"],
    today: ["aged", "feast", "lately", "soon", "unborn", "until_today"],
    next7: ["after_today", "feast", "soon"],
    next8: ["after_today"],
  });
  const sentence = async (tag: string) =>
    (await explainTag({ ctx, input: { tag, customer: await findCustomer({ ctx, input: "crm:today" }) } })).sentence;
  expect(await sentence("soon")).toEqual({ zh: "due在今天到7天后之间", en: "Due is today or within the next 7 days" });
  expect(await sentence("feast")).toEqual({
    zh: "生日的周年日在今天到7天后之间",
    en: "Birthday has its anniversary today or within the next 7 days",
  });
  expect(await sentence("until_today")).toEqual({ zh: "due≤ 2026-03-10（含当天）", en: "Due ≤ 2026-03-10 (that day included)" });
});

test("members of rules about days change at midnight by the clock, and that is when they are due", async () => {
  expect(await nextUpdateAt(ctx, MIDNIGHT - 20_000)).toBe(MIDNIGHT);
  now = MIDNIGHT - 1;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("next8")).toEqual(["after_today"]);
  now = MIDNIGHT;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("next8")).toEqual(["after_today", "feast", "soon"]);
  expect(await codesOf("past7")).toEqual(["aged", "unborn", "until_today"]);
  now = MIDNIGHT + 7 * DAY;
  await updateMembers({ ctx, input: {} });
  expect(await codesOf("next8")).toEqual(["after_today", "aged", "feast", "lately", "soon", "unborn"].toSorted());
});
