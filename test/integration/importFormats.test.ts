import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Workbook } from "@cj-tech-master/excelts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue } from "../../src/catalogue/index.ts";
import { literal, sql, type Sql } from "../../src/engine/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";

let to: Importing;

beforeAll(async () => {
  to = await openImporting();
});
afterAll(() => to.engine.close());

const HEADER = ["会员", "订单号", "时间", "数量", "单价", "备注"];
const ROWS = [
  ["00017", "1001", "2024-03-31 01:30:00", "6", "2.55", "价格好"],
  ["00017", "1001", "2024-03-31 01:30:00", "6", "2.55", "价格好"],
  ["00042", "C1002", "2024-07-01 08:00:00", "-1", "1234567.891", ""],
  ["00042", "1003", "2024-12-31 23:59:59", "3", "0.1", '引号 " 和，逗号'],
];
const MAPPING = {
  event: "Order Line",
  time: "时间",
  timezone: "Europe/London",
  identities: { crm: "会员" },
  properties: {
    order_id: "订单号",
    quantity: "数量",
    price: "单价",
    amount: "数量 * 单价",
    cancelled: "startsWith(订单号, 'C')",
    note: "备注",
  },
};
const csv = (delimiter: string) =>
  [HEADER, ...ROWS].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join("\r\n");

const EVENTS = [
  {
    event: "Order Line",
    customer: 1,
    time: "2024-03-31 01:30:00.000",
    order_id: "1001",
    quantity: "6",
    price: "2.55",
    amount: "15.3",
    cancelled: false,
    note: "价格好",
  },
  {
    event: "Order Line",
    customer: 1,
    time: "2024-03-31 01:30:00.000",
    order_id: "1001",
    quantity: "6",
    price: "2.55",
    amount: "15.3",
    cancelled: false,
    note: "价格好",
  },
  {
    event: "Order Line",
    customer: 2,
    time: "2024-07-01 07:00:00.000",
    order_id: "C1002",
    quantity: "-1",
    price: "1234567.891",
    amount: "-1234567.891",
    cancelled: true,
  },
  {
    event: "Order Line",
    customer: 2,
    time: "2024-12-31 23:59:59.000",
    order_id: "1003",
    quantity: "3",
    price: "0.1",
    amount: "0.3",
    cancelled: false,
    note: '引号 " 和，逗号',
  },
];

test("a CSV becomes events with exact amounts, instants of its time zone, and texts where digits are names", async () => {
  const report = await to.load("orders.csv", csv(","), MAPPING);
  expect(report).toMatchObject({
    format: "csv",
    read: 4,
    accepted: 4,
    skipped: 0,
    customersCreated: 2,
    identitiesAdded: 2,
    eventsAdded: 4,
    repeated: 0,
    badRows: null,
  });
  expect(await to.events()).toEqual(EVENTS);
  const identities = await to.ctx.facts.rows(sql`SELECT platform, external, customer FROM identities ORDER BY customer`);
  expect(identities).toEqual([
    { platform: "crm", external: "00017", customer: 1 },
    { platform: "crm", external: "00042", customer: 2 },
  ]);
});

test("the same rows in any other form are the same events: nothing is added", async () => {
  const before = await to.counts();
  const again = { accepted: 4, customersCreated: 0, eventsAdded: 0, repeated: 4 };
  expect(await to.load("orders.csv", csv(","), MAPPING)).toMatchObject(again);
  expect(await to.load("orders.txt", csv("\t"), { ...MAPPING, format: "csv" })).toMatchObject(again);
  expect(await to.load("marked.csv", `\ufeff${csv(";")}`, MAPPING)).toMatchObject(again);

  const workbook = new Workbook();
  const sheet = workbook.addWorksheet("订单");
  sheet.addRow(HEADER);
  for (const [member, order, time, quantity, price, note] of ROWS) {
    const row = sheet.addRow([member, order, new Date(`${time!.replace(" ", "T")}Z`), Number(quantity), Number(price), note || null]);
    row.getCell(3).numFmt = "yyyy-mm-dd hh:mm:ss";
  }
  const path = join(to.engine.dataDir, "orders.xlsx");
  await workbook.xlsx.writeFile(path);
  expect(await to.load("orders.xlsx", readFileSync(path), MAPPING)).toMatchObject({ ...again, format: "xlsx" });

  const lines = ROWS.map(([member, order, time, quantity, price, note]) =>
    JSON.stringify({ 会员: member, 订单号: order, 时间: time, 数量: Number(quantity), 单价: Number(price), 备注: note || undefined }),
  );
  expect(await to.load("orders.jsonl", `${lines.join("\n")}\n\n`, MAPPING)).toMatchObject({ ...again, format: "jsonl" });

  const plain = ROWS.map(([member, order, time, quantity, price, note]) => [member, order, time, quantity, price, note || "-"].join("|"));
  const text = {
    ...MAPPING,
    format: "text",
    delimiter: "|",
    columns: HEADER,
    properties: { ...MAPPING.properties, note: "if(备注 = '-', '', 备注)" },
  };
  expect(await to.load("orders.dat", plain.join("\n"), text)).toMatchObject({ ...again, format: "text" });
  expect(await to.counts()).toEqual(before);
});

/** A Parquet file that the engine writes, of rows given as SQL. */
async function parquet(name: string, select: Sql): Promise<string> {
  const stream = await to.ctx.facts.bytes(select, "Parquet");
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return to.file(name, Buffer.concat(chunks));
}

test("Parquet keeps its own types: instants, days, doubles, decimals, lists, structs", async () => {
  const path = await parquet(
    "types.parquet",
    sql`SELECT toFloat64(12346) AS "Customer ID", toDateTime64('2024-07-01 08:00:00.5', 3, 'UTC') AS at, toDate('2024-07-01') AS day, toFloat64(2.55) AS price,
      toInt64(6) AS quantity, toDecimal128('0.1000000000', 10) AS share, ['红', '蓝'] AS colours, true AS paid, CAST(tuple('上海', 3), 'Tuple(city String, level UInt8)') AS place,
      CAST([('A', 1.5), ('B', NULL)], 'Array(Tuple(sku String, cost Nullable(Float64)))') AS items, nan AS nothing
    UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, [], NULL, CAST(tuple('', 0), 'Tuple(city String, level UInt8)'), [], NULL`,
  );
  const mapping = {
    event: "Typed",
    time: "at",
    identities: { crm: "Customer ID" },
    properties: {
      day: "day",
      price: "price",
      paid: "paid",
      share: "share",
      colours: "colours",
      total: "quantity * price",
      nothing: "nothing",
      city: "place.city",
      "products[].sku": "items[].sku",
      "products[].price": "items[].cost",
    },
  };
  const report = await importFile({ ctx: to.ctx, input: { path, mapping } });
  expect(report).toMatchObject({ read: 2, accepted: 1, reasons: [{ code: "IDENTITY_MISSING", rows: 1 }] });
  const [event] = (await to.events()).filter(({ event }) => event === "Typed");
  expect(event).toEqual({
    event: "Typed",
    customer: 3,
    time: "2024-07-01 08:00:00.500",
    day: "2024-07-01",
    price: "2.55",
    paid: true,
    share: "0.1",
    colours: ["红", "蓝"],
    total: "15.3",
    city: "上海",
    "products[].sku": ["A", "B"],
    "products[].price": ["1.5", null],
  });
  const [identity] = await to.ctx.facts.rows(sql`SELECT external FROM identities WHERE customer = 3`);
  expect(identity).toEqual({ external: "12346" });
});

test("JSON lines: paths, lists of objects, decimals of all their digits, keys with dots", async () => {
  const lines = [
    `{"user":{"id":7,"tags":["vip",1]},"at":"2024-01-01T00:00:00+08:00","total":123456789012.123456,"ok":true,"a.b":"dotted","items":[{"sku":"A","price":1.10},{"sku":"B"}]}`,
    `{"user":{"id":8},"at":"2024-01-02T00:00:00Z","total":0.1,"ok":null,"items":[]}`,
  ];
  const mapping = {
    event: "Json Event",
    time: "at",
    identities: { crm: "user.id" },
    attributes: { labels: "user.tags" },
    properties: {
      total: "total",
      ok: "ok",
      dotted: "a.b",
      double: "total * 2",
      "products[].sku": "items[].sku",
      "products[].price": "items[].price",
    },
  };
  expect(await to.load("events.ndjson", lines.join("\n"), mapping)).toMatchObject({ read: 2, accepted: 2, attributesAdded: 1, rounded: 0 });
  const events = (await to.events()).filter(({ event }) => event === "Json Event");
  expect(events).toEqual([
    expect.objectContaining({
      time: "2023-12-31 16:00:00.000",
      total: "123456789012.123456",
      double: "246913578024.246912",
      ok: true,
      dotted: "dotted",
      "products[].sku": ["A", "B"],
      "products[].price": ["1.1", null],
    }),
    { event: "Json Event", customer: 5, time: "2024-01-02 00:00:00.000", total: "0.1", double: "0.2" },
  ]);
  expect(await to.ctx.facts.rows(sql`SELECT attribute, list FROM attribute_values WHERE attribute = 'labels'`)).toEqual([
    { attribute: "labels", list: ["vip", "1"] },
  ]);
});

test("types are found over the whole file and registered; what was found once holds for the next file", async () => {
  const rows = Array.from({ length: 3_000 }, (_, index) => `c${index},${index},2024-01-01,${index % 2 ? "是" : "否"},${index}`);
  const file = (last: string) => ["id,score,born,vip,mixed", ...rows, last].join("\n");
  const mapping = { identities: { crm: "id" }, attributes: { score: "score", born: "born", vip: "vip", mixed: "mixed" } };
  await to.load("people.csv", file("c9,1.5,2024-02-29,是,x"), mapping);
  const { attributes } = await readCatalogue({ ctx: to.ctx });
  const types = ["score", "born", "vip", "mixed"].map((code) => [code, attributes.get(code)?.type]);
  expect(Object.fromEntries(types)).toEqual({ score: "number", born: "date", vip: "boolean", mixed: "text" });
  const report = await to.load("more.csv", "id,score\nn1,many\nn2,7\n", { identities: { crm: "id" }, attributes: { score: "score" } });
  expect(report).toMatchObject({ accepted: 1, reasons: [{ code: "NUMBER_UNREADABLE", zh: "attributes.score：不是数字", rows: 1 }] });
});

test("a column may name the events, in the catalogue's words or its labels; each event gets the properties its rows have", async () => {
  const content =
    "who,what,when,amount,reason\na,完成订单,2024-05-01,10,\na,Order Refunded,2024-05-02,3,late\nb,开卡,2024-05-03,,\nb,,2024-05-04,,\n";
  const mapping = { eventColumn: "what", time: "when", identities: { member: "who" }, properties: { amount: "amount", reason: "reason" } };
  expect(await to.load("log.csv", content, mapping)).toMatchObject({ accepted: 3, reasons: [{ code: "EVENT_MISSING", rows: 1 }] });
  const names = (await to.events()).filter(({ time }) => String(time) > "2024-04-30" && String(time) < "2024-05-03");
  expect(names.map(({ event, amount, reason }) => ({ event, amount, reason }))).toEqual([
    { event: "Order Completed", amount: "10", reason: undefined },
    { event: "Order Refunded", amount: "3", reason: "late" },
    { event: "开卡", amount: undefined, reason: undefined },
  ]);
  const { events } = await readCatalogue({ ctx: to.ctx });
  expect(events.get("开卡")).toMatchObject({ labelled: false });
  expect(events.get("开卡")!.properties.size).toBe(0);
});

test("several identities of a row lead to one customer, whichever file brings which", async () => {
  await to.load("a.csv", "phone,email\n13700137000,A@x.com\n,b@x.com\n", { identities: { phone: "phone", email: "email" } });
  const report = await to.load("b.csv", "mobile,card\n+86 137 0013 7000,K1\n13900139000,K2\n", {
    identities: { phone: "mobile", member: "card" },
  });
  expect(report).toMatchObject({ accepted: 2, customersCreated: 1, identitiesAdded: 3 });
  const rows = await to.ctx.facts.rows<{ same: string[] }>(
    sql`SELECT arraySort(groupArray(concat(platform, ':', external))) AS same FROM identities WHERE platform IN ('phone', 'email') OR external IN ('K1', 'K2') GROUP BY customer ORDER BY same`,
  );
  expect(rows.map(({ same }) => same)).toEqual([
    ["email:a@x.com", "member:K1", "phone:+8613700137000"],
    ["email:b@x.com"],
    ["member:K2", "phone:+8613900139000"],
  ]);
});

test("names with spaces need no quotes alone; a column is never SQL, whatever it is called", async () => {
  const nasty = "'); DROP TABLE events; --";
  const content = `customer id,unit price,"${nasty}","a\`b"\n1,2,x,y\n`;
  const mapping = {
    event: "Odd",
    time: "'2024-01-01'",
    identities: { crm: "customer id" },
    properties: { price: "`unit price` * 2", nasty, tick: '"a`b"', said: literal.text(nasty).text.replaceAll("\\'", "''") },
  };
  expect(await to.load("odd.csv", content, mapping)).toMatchObject({ accepted: 1 });
  expect((await to.events()).find(({ event }) => event === "Odd")).toMatchObject({ price: "4", nasty: "x", tick: "y", said: nasty });
});

test("columns of Parquet may be called what the statements call theirs", async () => {
  const names = ["name", "text", "time", "c1", "c3", "bad", "i0", "m_bad", "let0", "x", "hash", "customer", "present", "n0"];
  const columns = sql.join(names.map((name, index) => sql`${literal.text(`v${index}`)} AS ${literal.name(name)}`));
  const path = await parquet("names.parquet", sql`SELECT 'Names Kept' AS event, '2024-02-02 10:00:00' AS "when", ${columns}`);
  const properties = Object.fromEntries(names.map((name) => [`kept ${name}`, `concat(\`${name}\`, '!')`]));
  const mapping = { eventColumn: "event", time: "when", timezone: "UTC", identities: { crm: "customer" }, properties };
  expect(await importFile({ ctx: to.ctx, input: { path, mapping } })).toMatchObject({ accepted: 1, eventsAdded: 1 });
  const event = (await to.events()).find(({ event }) => event === "Names Kept")!;
  expect(names.map((name) => event[`kept ${name}`])).toEqual(names.map((_, index) => `v${index}!`));
});

test("a file of eighty columns, all mapped, is one import", async () => {
  const columns = Array.from({ length: 80 }, (_, index) => `wide ${index}`);
  const cell = (index: number) => ["1.5", "2024-01-01", "是", "text"][index % 4]!;
  const content = `id,${columns.join(",")}\n${["a", "b"].map((id) => [id, ...columns.map((_, index) => cell(index))].join(",")).join("\n")}\nc,x\n`;
  const mapping = { identities: { crm: "id" }, attributes: Object.fromEntries(columns.map((name) => [name, name])) };
  expect(await to.load("wide.csv", content, mapping)).toMatchObject({
    read: 3,
    accepted: 3,
    attributesAdded: 161,
    reasons: [],
  });
});
