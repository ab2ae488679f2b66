import { sql, literal } from "../../src/engine/index.ts";
import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue } from "../../src/catalogue/index.ts";
import type { MappingInput } from "../../src/contract/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { checkFile } from "../../src/imports/index.ts";
import { sendEvents, upsertCustomers } from "../../src/tracking/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";

let to: Importing;

beforeAll(async () => {
  to = await openImporting();
});
afterAll(() => to.engine.close());

/** The values of an attribute as they stand in the store, by customer. */
async function values(attribute: string): Promise<unknown[]> {
  const rows = await to.ctx.facts.rows<Record<string, unknown>>(
    sql`SELECT customer, coalesce(text, toString(number), toString(flag)) AS value, list FROM attribute_values
    WHERE attribute = ${literal.text(attribute)} AND NOT cleared ORDER BY customer, at, received`,
  );
  return rows.map(({ value, list }) => value ?? list);
}
const typeOf = async (code: string) => (await readCatalogue({ ctx: to.ctx })).attributes.get(code)?.type;
const ONE = (code: string): MappingInput => ({ identities: { crm: "id" }, attributes: { [code]: "value" } });
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const file = (prefix: string, cells: readonly string[]) =>
  ["id,value", ...cells.map((cell, index) => `${prefix}${index},${quoted(cell)}`)].join("\n");

const AROUND = ["", " ", "　", "\u00a0", "\u200b", "\ufeff", "\t", "\u202d", "\u2060", "\u00ad"];

test("whatever blank or unseen mark stands around it, a text is one value, by file and by message; only-blank is missing", async () => {
  const cells = AROUND.flatMap((mark) => [`上海${mark}`, `${mark}上海`]);
  await to.load("blanks.csv", file("a", [...cells, " ", "　\u200b"]), ONE("ugly_city"));
  await to.load("blanks.jsonl", cells.map((value, index) => JSON.stringify({ id: `b${index}`, value })).join("\n"), ONE("ugly_city"));
  await upsertCustomers({
    ctx: to.ctx,
    input: { customers: [...cells, "　"].map((value, index) => ({ identities: { crm: `c${index}` }, attributes: { ugly_city: value } })) },
  });
  expect(new Set(await values("ugly_city"))).toEqual(new Set(["上海"]));
  expect(await values("ugly_city")).toHaveLength(cells.length * 3);
});

test("a letter and its accent apart are one letter; lists, events' names and properties are cleaned alike", async () => {
  const mapping: MappingInput = {
    eventColumn: "event",
    time: "time",
    identities: { crm: "id" },
    properties: { colours: "colours", place: "place" },
    types: { colours: "list" },
  };
  const lines = ["id,event,time,colours,place", "e1,Ugly Event\u200b,2026-01-01,红\u00a0，#N/A， 蓝\u200b,Cafe\u0301"];
  expect(await to.load("accents.csv", lines.join("\n"), mapping)).toMatchObject({ accepted: 1 });
  const time = "2026-01-02T00:00:00Z";
  const properties = { colours: ["红　", "#REF!", "\u200b蓝", " "], place: " Cafe\u0301 " };
  const sent = await sendEvents({
    ctx: to.ctx,
    input: { events: [{ event: "Ugly Event　", identities: { crm: "e1" }, time, properties }] },
  });
  expect(sent.results).toMatchObject([{ status: "accepted" }]);
  const events = (await to.events()).filter(({ event }) => event === "Ugly Event");
  expect(events).toMatchObject([
    { colours: ["红", "蓝"], place: "Caf\u00e9" },
    { colours: ["红", "蓝"], place: "Caf\u00e9" },
  ]);
});

test("an event without an id is the same event however its values are spelt", async () => {
  const event = (place: string) => ({
    event: "Spelt",
    identities: [{ platform: "crm", external: "s1" }],
    time: Date.UTC(2026, 0, 3),
    properties: { place },
  });
  const ctx = to.ctx;
  expect(await appendBatch({ ctx, input: { events: [event("上海")] } })).toMatchObject({ eventsAdded: 1 });
  for (const place of ["上海　", "\u200b上海"])
    expect(await appendBatch({ ctx, input: { events: [event(place)] } })).toMatchObject({ eventsAdded: 0 });
});

test("amounts as people write them are a number column; words for nothing are missing values in it", async () => {
  const cells = [
    "￥99",
    "¥1,234.50",
    "１２００",
    "1200元",
    "1.2万",
    "(987.65)",
    "12.5%",
    "1 234",
    "无",
    "-",
    "N/A",
    "/",
    "暂无",
    "null",
    "#DIV/0!",
  ];
  expect(await to.load("amounts.csv", file("m", cells), ONE("ugly_amount"))).toMatchObject({
    accepted: cells.length,
    skipped: 0,
    warnings: [],
  });
  expect(await typeOf("ugly_amount")).toBe("number");
  const expected = ["99", "1234.5", "1200", "1200", "12000", "-987.65", "0.125", "1234"];
  expect(await values("ugly_amount")).toEqual(expected);
  const customers = cells.map((value, index) => ({ identities: { crm: `n${index}` }, attributes: { ugly_amount: value } }));
  expect(await upsertCustomers({ ctx: to.ctx, input: { customers } })).toMatchObject({ rejected: 0 });
  expect(await values("ugly_amount")).toEqual([...expected, ...expected]);
});

test("yes and no take the same blanks and words everywhere", async () => {
  const cells = ["是", "否 ", "\u200bYes", "ＮＯ", "true", "无", "-"];
  await to.load("yes.csv", file("y", cells), ONE("ugly_yes"));
  expect(await typeOf("ugly_yes")).toBe("boolean");
  const customers = cells.map((value, index) => ({ identities: { crm: `z${index}` }, attributes: { ugly_yes: value } }));
  expect(await upsertCustomers({ ctx: to.ctx, input: { customers } })).toMatchObject({ rejected: 0 });
  const expected = ["true", "false", "true", "false", "true"];
  expect(await values("ugly_yes")).toEqual([...expected, ...expected]);
});

test("1.000 is what the column shows: a thousand beside 1.234,56, one beside 12.5; where nothing shows it, it is asked", async () => {
  await to.load("comma.csv", file("p", ["1.234,56", "1.000", "12,5"]), ONE("comma_amount"));
  expect(await values("comma_amount")).toEqual(["1234.56", "1000", "12.5"]);
  await to.load("point.csv", file("q", ["1.000", "12.5", "1,234"]), ONE("point_amount"));
  expect(await values("point_amount")).toEqual(["1", "12.5", "1234"]);
  const unclear = file("r", ["1.000", "2.500", "7"]);
  await expect(to.load("unclear.csv", unclear, ONE("unclear_amount"))).rejects.toMatchObject({
    code: "NUMBER_AMBIGUOUS",
    params: { column: "value", sample: expect.stringMatching(/^\d\.\d00$/) as string },
  });
  // A column whose type is known is asked about as well.
  await expect(to.load("unclear.csv", unclear, ONE("point_amount"))).rejects.toMatchObject({ code: "NUMBER_AMBIGUOUS" });
  await to.load("unclear.csv", unclear, { ...ONE("unclear_amount"), numberFormat: "1.234,56" });
  expect(await values("unclear_amount")).toEqual(["1000", "2500", "7"]);
  await to.load("unclear.csv", unclear, { ...ONE("unclear_points"), numberFormat: "1,234.56" });
  expect(await values("unclear_points")).toEqual(["1", "2.5", "7"]);
  const [doubt] = (await checkFile({ ctx: to.ctx, input: { path: to.file("unclear.csv", unclear), mapping: ONE("asked_amount") } })).doubts;
  expect(doubt).toMatchObject({ kind: "numberFormat", path: "attributes.asked_amount", code: "asked_amount", column: "value" });
});

test("prices of products are asked about in the same way, and cleaned", async () => {
  const mapping: MappingInput = { identities: {}, products: { sku: "sku", title: "title", price: "price" } };
  const content = ["sku,title,price", "U-1\u200b,　茶,1.000", "U-2,#N/A,2.500", "#REF!,x,1"].join("\n");
  await expect(to.load("prices.csv", content, mapping)).rejects.toMatchObject({ code: "NUMBER_AMBIGUOUS" });
  expect(await to.load("prices.csv", content, { ...mapping, numberFormat: "1.234,56" })).toMatchObject({ productsAdded: 2, skipped: 1 });
  const rows = await to.ctx.facts.rows(sql`SELECT sku, title, toString(price) AS price FROM products WHERE sku LIKE 'U-%' ORDER BY sku`);
  expect(rows).toEqual([
    { sku: "U-1", title: "茶", price: "1000" },
    { sku: "U-2", title: null, price: "2500" },
  ]);
});

test("a check of the whole file says which cells keep a column from being numbers; the mapping says what becomes of them", async () => {
  const cells = [...Array.from({ length: 30 }, (_, index) => `${index}.50`), "十来个", "约 20", "无"];
  const content = file("k", cells);
  const path = to.file("nearly.csv", content);
  const before = await to.counts();
  expect(await checkFile({ ctx: to.ctx, input: { path, mapping: ONE("nearly_amount") } })).toEqual({
    rows: 33,
    doubts: [
      {
        kind: "nearlyOneType",
        type: "number",
        path: "attributes.nearly_amount",
        code: "nearly_amount",
        column: "value",
        fitting: 30,
        others: 2,
        cells: [
          { line: 32, value: "十来个" },
          { line: 33, value: "约 20" },
        ],
      },
    ],
  });
  expect(await to.counts()).toEqual(before);

  const asText = await to.load("nearly.csv", content, ONE("nearly_text"));
  expect(asText.warnings.map(({ en }) => en)).toEqual([expect.stringContaining("line 32 (十来个), line 33 (约 20)")]);
  expect(await typeOf("nearly_text")).toBe("text");
  const skipped = await to.load("nearly.csv", content, { ...ONE("nearly_skip"), types: { nearly_skip: "number" } });
  expect(skipped).toMatchObject({ accepted: 31, skipped: 2, warnings: [] });
  const missing = { ...ONE("nearly_miss"), types: { nearly_miss: "number" }, unreadable: { nearly_miss: "missing" } };
  expect(await to.load("nearly.csv", content, missing)).toMatchObject({ accepted: 33, skipped: 0 });
  expect(await values("nearly_miss")).toHaveLength(30);
  await expect(to.load("nearly.csv", content, { ...ONE("nearly_miss"), unreadable: { nearly_mis: "skip" } })).rejects.toMatchObject({
    code: "INPUT_INVALID",
    issues: [{ path: "unreadable.nearly_mis", suggestion: "nearly_miss" }],
  });
});

/** Each type that is recognised in a column: its values, and a cell that is none. */
const NEARLY = {
  number: [(index: number) => `${index}.5`, "十来个"],
  boolean: [(index: number) => (index % 2 === 0 ? "是" : "否"), "看情况"],
  date: [(index: number) => `2026-01-${String(index + 1).padStart(2, "0")}`, "下周三"],
  time: [(index: number) => `2026-01-01 0${index % 10}:30:00`, "早上八点"],
  duration: [(index: number) => `${index + 1}小时30分`, "半天吧"],
} as const;

test.each(Object.keys(NEARLY) as (keyof typeof NEARLY)[])(
  "a column of nearly only %s values is asked about, and the choice is kept",
  async (type) => {
    const [cell, other] = NEARLY[type];
    const content = file(`m${type}`, [...Array.from({ length: 20 }, (_, index) => cell(index)), other]);
    const path = to.file(`nearly_${type}.csv`, content);
    const { doubts } = await checkFile({ ctx: to.ctx, input: { path, mapping: ONE(`${type}_asked`) } });
    expect(doubts).toMatchObject([{ kind: "nearlyOneType", type, fitting: 20, others: 1, cells: [{ line: 22, value: other }] }]);
    const chosen = (code: string, more: object) => ({ ...ONE(code), types: { [code]: type }, ...more });
    expect(await to.load("skip.csv", content, chosen(`${type}_skip`, {}))).toMatchObject({ accepted: 20, skipped: 1, warnings: [] });
    const missing = chosen(`${type}_miss`, { unreadable: { [`${type}_miss`]: "missing" } });
    expect(await to.load("missing.csv", content, missing)).toMatchObject({ accepted: 21, skipped: 0 });
    expect(await typeOf(`${type}_miss`)).toBe(type);
  },
);

const ERRORS = ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "######"];

test("the errors of a sheet are nobody, no event, no time, no tag and no text; their rows say so", async () => {
  const mapping: MappingInput = { eventColumn: "event", time: "time", identities: { member: "id" }, properties: { note: "note" } };
  const rows = ERRORS.flatMap((error) => [`${error},Broken,2026-01-01,x`, `b1,${error},2026-01-01,x`, `b1,Broken,${error},x`]);
  const report = await to.load(
    "broken.csv",
    ["id,event,time,note", ...rows, "b1,Broken,2026-01-01, #N/A ", "b1,Broken,2026-01-02,x"].join("\n"),
    mapping,
  );
  expect(report).toMatchObject({ accepted: 2, skipped: ERRORS.length * 3, customersCreated: 1 });
  expect(report.reasons).toMatchObject([{ code: "SHEET_ERROR" }, { code: "SHEET_ERROR" }, { code: "SHEET_ERROR" }]);
  const events = (await to.events()).filter(({ event }) => event === "Broken");
  expect(events).toMatchObject([{}, { note: "x" }]);
  expect(events[0]).not.toHaveProperty("note");

  const customers = ERRORS.map((error) => ({ identities: { member: error }, attributes: { city: "x" } }));
  const { rejected, results } = await upsertCustomers({ ctx: to.ctx, input: { customers } });
  expect(rejected).toBe(ERRORS.length);
  expect(results.flatMap(({ issues }) => issues.map(({ code }) => code))).toEqual(ERRORS.map(() => "IDENTITY_PLACEHOLDER"));
  const sent = await sendEvents({ ctx: to.ctx, input: { events: ERRORS.map((event) => ({ event, identities: { crm: "e1" } })) } });
  expect(sent.results.flatMap(({ issues }) => issues.map(({ code }) => code))).toEqual(ERRORS.map(() => "CODE_SHEET_ERROR"));
});

test("any spelling of an amount is the same number, by file and by message", async () => {
  const spelt = fc
    .tuple(fc.integer({ min: 1000, max: 9_999_999 }), fc.constantFrom(...AROUND), fc.integer({ min: 0, max: 7 }))
    .map(([cents, mark, way]) => {
      const plain = (cents / 100).toFixed(2);
      const grouped = plain.replace(/\B(?=(\d{3})+\.)/g, ",");
      const ways = [plain, grouped, `￥${grouped}`, `${plain} 元`, `+${plain}`, grouped.replaceAll(",", " "), `RMB${plain}`];
      const wide = plain.replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
      return { cents, text: mark + (ways[way] ?? wide) + mark };
    });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(spelt, { minLength: 20, maxLength: 20 }), async (amounts) => {
      const code = `spelt_${run++}`;
      await to.load(
        "spelt.csv",
        file(
          `${code}-f`,
          amounts.map(({ text }) => text),
        ),
        ONE(code),
      );
      const customers = amounts.map(({ text }, index) => ({ identities: { crm: `${code}-m${index}` }, attributes: { [code]: text } }));
      await upsertCustomers({ ctx: to.ctx, input: { customers } });
      const expected = [...amounts, ...amounts].map(({ cents }) => String(cents / 100));
      expect((await values(code)).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
