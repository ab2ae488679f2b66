import { sql, literal } from "../../src/engine/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MappingInput } from "../../src/contract/index.ts";
import { openImporting, type Importing, type Report } from "../support/importing.ts";
import { sharedFile } from "../support/shared.ts";
import { importFile } from "../../src/imports/index.ts";

let to: Importing;

beforeAll(async () => {
  to = await openImporting();
});
afterAll(() => to.engine.close());

const MAPPING: MappingInput = {
  event: "Order Completed",
  time: "time",
  timezone: "Asia/Shanghai",
  identities: { crm: "id", phone: "phone" },
  properties: { amount: "amount", quantity: "amount / parts" },
  types: { amount: "number" },
};

/** How often each reason occurs, by code and place. */
function reasons(report: Report): Record<string, number> {
  return Object.fromEntries(report.reasons.map(({ code, en, rows }) => [en.includes(": ") ? `${code} ${en.split(": ")[0]}` : code, rows]));
}

test("every bad row is skipped for one reason and written down with its line; read is accepted and skipped together", async () => {
  const lines = [
    "id,phone,time,amount,parts,note", // 1
    "1,,2024-01-01,10,4,good",
    ",,2024-01-01,10,1,nobody",
    ",12345,2024-01-01,10,1,no phone",
    ",NULL,2024-01-01,10,1,placeholder",
    `${"x".repeat(513)},,2024-01-01,10,1,long`,
    "2,,,10,1,no time",
    '3,,soon,10,1,"two',
    'lines"',
    "4,,1850-01-01,10,1,past", // 10
    "5,,2024-01-01,ten,1,no number",
    "6,,2024-01-01,1000000000000,1,enormous",
    "7,,2024-01-01,1,0,no parts",
    "8,,2024-01-01,1",
    "9,,2024-01-01,1,1,x,y",
    "",
    "=1+1,,soon,-5,1,@SUM(A1)", // 17
    "10,,2024-01-01,,,missing is no fault",
  ];
  const report = await to.load("bad.csv", lines.join("\n"), MAPPING);
  expect(report).toMatchObject({ read: 15, accepted: 3, skipped: 12, eventsAdded: 3, badRows: `/imports/${report.id}/bad-rows` });
  expect(reasons(report)).toEqual({
    IDENTITY_MISSING: 1,
    PHONE_INVALID: 1,
    IDENTITY_PLACEHOLDER: 1,
    "IDENTITY_LONG identities.crm": 1,
    TIME_MISSING: 1,
    "TIME_UNREADABLE time": 2,
    "TIME_RANGE time": 1,
    "NUMBER_UNREADABLE properties.amount": 1,
    "NUMBER_RANGE properties.amount": 1,
    "DIVISION_BY_ZERO properties.quantity": 1,
    COLUMNS_SURPLUS: 1,
  });
  expect(report.warnings.map(({ en }) => en)).toEqual(["1 row has fewer cells than the header; the missing ones were taken as empty."]);
});

test("lines are those of the file, also behind cells of several lines", async () => {
  const content =
    'id,phone,time,amount,parts\n1,,2024-01-01,"1",1\n\n2,,"2024-\n01-\n01",1,1\n3,,soon,1,1\n"4\n",,2024-01-01,x,1\n5,,soon,1,1\n';
  const bad = await to.bad(await to.load("lines.csv", content, MAPPING));
  expect(bad.filter((line) => /^\d+,"[A-Z]/.test(line)).map((line) => line.split(",")[0])).toEqual(["4", "7", "8", "10"]);
});

test("the file of bad rows says line, code and reason in the language of its reader, and holds no formulas", async () => {
  const report = await to.load(
    "formula.csv",
    'id,phone,time,amount,parts,note\n=1+1,,soon,-5,1,"@a\n""b"""\nx,,later,+7,1,\ty\nz,,2024-01-01,1,1,\n',
    MAPPING,
  );
  expect(await to.bad(report)).toEqual([
    '"#行","#代码","#原因","id","phone","time","amount","parts","note"',
    `2,"TIME_UNREADABLE","time：时间无法识别","'=1+1","","soon","-5","1","'@a`,
    '""b"""',
    `4,"TIME_UNREADABLE","time：时间无法识别","x","","later","+7","1","'\ty"`,
  ]);
});

test("the bad rows, put right, are imported alone: what was accepted is not needed again", async () => {
  const header = "id,time,amount";
  const mapping = {
    event: "Refill",
    time: "time",
    identities: { crm: "id" },
    properties: { amount: "amount" },
    types: { amount: "number" as const },
  };
  expect(await to.load("first.csv", `${header}\na,2024-01-01,1\nb,2024-01-01,one\n`, mapping)).toMatchObject({ accepted: 1, skipped: 1 });
  expect(await to.load("mended.csv", `${header}\nb,2024-01-01,1\n`, mapping)).toMatchObject({ accepted: 1, eventsAdded: 1 });
});

test("digits after the sixth are rounded half away from zero and counted", async () => {
  const mapping = { event: "Rounded", time: "'2024-01-01'", identities: { crm: "id" }, properties: { amount: "amount" } };
  const report = await to.load("digits.csv", "id,amount\na,1.2345675\nb,-0.0000005\nc,1.234567\nd,2\n", mapping);
  expect(report).toMatchObject({ accepted: 4, rounded: 2 });
  const amounts = (await to.events()).filter(({ event }) => event === "Rounded").map(({ amount }) => amount);
  expect(amounts.toSorted()).toEqual(["-0.000001", "1.234567", "1.234568", "2"]);
});

test("rows that repeat another count, and a longer file adds only what is new", async () => {
  const mapping = { event: "Repeat", time: "time", identities: { crm: "id" }, properties: { sku: "sku" } };
  const header = "id,time,sku";
  const row = "a,2024-01-01,X";
  const first = await to.load("two.csv", [header, row, row].join("\n"), mapping);
  expect(first).toMatchObject({ eventsAdded: 2, repeated: 0, repeats: [] });
  const repeats = [{ batch: Number(first.id), rows: 2 }];
  expect(await to.load("two.csv", [header, row, row].join("\n"), mapping)).toMatchObject({ eventsAdded: 0, repeated: 2, repeats });
  expect(await to.load("more.csv", [header, row, "a,2024-01-01,Y", row, row].join("\n"), mapping)).toMatchObject({
    eventsAdded: 2,
    repeated: 2,
    repeats,
  });
  expect(await to.load("other.csv", [header, row].join("\n"), { ...mapping, event: "Other" })).toMatchObject({ eventsAdded: 1 });
});

test("an event that the file names is itself once, however often the file or the next one brings it", async () => {
  const mapping = { event: "Named", time: "time", id: "no", identities: { crm: "id" }, properties: { amount: "amount" } };
  const report = await to.load(
    "named.csv",
    "no,id,time,amount\n1,a,2024-01-01,1\n1,a,2024-01-01,1\n2,a,2024-01-01,1\n,a,2024-01-01,1\n",
    mapping,
  );
  expect(report).toMatchObject({ accepted: 3, skipped: 1, eventsAdded: 2, repeated: 1, reasons: [{ code: "ID_MISSING" }] });
  expect(await to.load("named2.csv", "no,id,time,amount\n2,a,2024-01-01,99\n3,a,2024-01-01,1\n", mapping)).toMatchObject({
    eventsAdded: 1,
    repeated: 1,
  });
});

test("the order of a mapping's parts and of the file's columns does not make other events", async () => {
  const one = { event: "Order Free", time: "t", identities: { crm: "a", member: "b" }, properties: { x: "x", y: "y" } };
  const two = { event: "Order Free", time: "t", identities: { member: "b", crm: "a" }, properties: { y: "y", x: "x" } };
  expect(await to.load("one.csv", "a,b,t,x,y\n1,2,2024-01-01,3,4\n", one)).toMatchObject({ eventsAdded: 1 });
  expect(await to.load("two.csv", "y,x,t,b,a\n4,3,2024-01-01,2,1\n", two)).toMatchObject({ eventsAdded: 0, repeated: 1 });
});

interface Held {
  at: string;
  value: string;
}

async function history(attribute: string): Promise<Held[]> {
  return to.ctx.facts.rows<Held>(
    sql`SELECT toString(at) AS at, text AS value FROM attribute_values WHERE attribute = ${literal.text(attribute)} ORDER BY at, received, batch`,
  );
}

test("attributes keep every statement once, in whatever order the files come; an empty cell states nothing", async () => {
  const mapping = { identities: { crm: "id" }, time: "t", timezone: "UTC", attributes: { grade: "grade" } };
  const load = (name: string, ...rows: string[]) => to.load(name, ["id,t,grade", ...rows].join("\n"), mapping);
  const first = ["g,2024-01-03,B", "g,2024-01-01,A", "g,2024-01-02,A", "g,2024-01-04,", "g,2024-01-05,B"];
  expect(await load("h1.csv", ...first)).toMatchObject({ accepted: 5, attributesAdded: 4, eventsAdded: 0 });
  expect(await load("h1.csv", ...first)).toMatchObject({ attributesAdded: 0 });
  expect(await load("h2.csv", "g,2024-01-02 12:00:00,C", "g,2024-01-06,B", "g,2024-01-07,D")).toMatchObject({ attributesAdded: 3 });
  expect(await history("grade")).toEqual([
    { at: "2024-01-01 00:00:00.000", value: "A" },
    { at: "2024-01-02 00:00:00.000", value: "A" },
    { at: "2024-01-02 12:00:00.000", value: "C" },
    { at: "2024-01-03 00:00:00.000", value: "B" },
    { at: "2024-01-05 00:00:00.000", value: "B" },
    { at: "2024-01-06 00:00:00.000", value: "B" },
    { at: "2024-01-07 00:00:00.000", value: "D" },
  ]);
  expect(await load("h3.csv", "g,2024-01-08,E", "g,2024-01-08,F")).toMatchObject({ attributesAdded: 1 });
  expect((await history("grade")).at(-1)).toEqual({ at: "2024-01-08 00:00:00.000", value: "F" });
});

test("times are recognised over the whole file; what can be read in two ways is asked", async () => {
  const mapping = (event: string) => ({ event, time: "t", timezone: "UTC", identities: { crm: "id" } });
  const times = async (event: string, ...written: string[]) => {
    await to.load(`${event}.csv`, ["id,t", ...written.map((text, index) => `${index + 1},"${text}"`)].join("\n"), mapping(event));
    return (await to.events()).filter((row) => row["event"] === event).map(({ time }) => String(time).slice(0, 19));
  };
  expect(await times("American", "1/2/2024 8:26", "1/13/2024 18:05")).toEqual(["2024-01-02 08:26:00", "2024-01-13 18:05:00"]);
  expect(await times("European", "1/2/2024", "13/2/2024")).toEqual(["2024-02-01 00:00:00", "2024-02-13 00:00:00"]);
  expect(await times("Chinese", "2024年2月1日", "2024年12月31日")).toEqual(["2024-02-01 00:00:00", "2024-12-31 00:00:00"]);
  expect(await times("Seconds", "1706745600", "1706745601")).toEqual(["2024-02-01 00:00:00", "2024-02-01 00:00:01"]);
  expect(await times("Compact", "20240201", "20241231")).toEqual(["2024-02-01 00:00:00", "2024-12-31 00:00:00"]);
  await expect(times("Either", "1/2/2024", "3/4/2024")).rejects.toMatchObject({
    code: "TIME_AMBIGUOUS",
    params: { formats: ["M/d/yyyy", "d/M/yyyy"] },
  });
  await expect(times("Never", "soon", "later")).rejects.toMatchObject({ code: "TIME_FORMAT_UNKNOWN" });
});

test("reviews in Chinese import whole, each row a customer of its own", async (context) => {
  const path = sharedFile(context, "reviews_zh.csv");
  const mapping = {
    event: "Review Submitted",
    time: "'2024-01-01'",
    identities: { web: "concat('review-', rowNumber())" },
    properties: { category: "category", text: "review", positive: "positive" },
    types: { positive: "boolean" },
  };
  const report = await importFile({ ctx: to.ctx, input: { path, mapping } });
  expect(report.read).toBe(report.accepted + report.skipped);
  expect(report).toMatchObject({ skipped: 0, rounded: 0, repeated: 0 });
  expect(report.accepted).toBe(report.customersCreated);
  expect(report.accepted).toBe(30_000);
  expect(await importFile({ ctx: to.ctx, input: { path, mapping } })).toMatchObject({
    eventsAdded: 0,
    repeated: 30_000,
    customersCreated: 0,
  });
});
