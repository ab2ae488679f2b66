import { statementOf } from "../support/statementOf.ts";
import { buffer } from "node:stream/consumers";
import { Workbook } from "@cj-tech-master/excelts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportCustomers } from "../../src/exports/index.ts";
import { ensureFields, STORED_TYPES, readCatalogue, type FieldType } from "../../src/catalogue/index.ts";
import type { ExportFormat } from "../../src/contract/index.ts";
import { literal, sql, type Sql } from "../../src/engine/index.ts";
import { formatDecimal } from "../../src/kernel/index.ts";
import { importFile, previewFile } from "../../src/imports/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { IMPORTED } from "../../src/assignments/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";
import fc from "../support/properties.ts";

const FORMATS: readonly ExportFormat[] = ["csv", "jsonl", "parquet", "xlsx"];
const TYPES: readonly FieldType[] = ["text", "number", "boolean", "date", "time", "list"];
const TAGS = {
  tags: [
    { code: "vip", name: { zh: "大客户", en: "Key account" }, kind: "static" },
    {
      code: "level",
      name: { zh: "等级", en: "Level" },
      kind: "tiered",
      values: [
        { value: "金", rule: { attribute: "points", is: ">= 5" } },
        { value: "银", rule: { attribute: "points", is: "< 5" } },
      ],
    },
    { code: "spent", name: { zh: "消费", en: "Spent" }, kind: "metric", value: { event: "Order Completed", measure: { sum: "amount" } } },
    { code: "orders", name: { zh: "单数", en: "Orders" }, kind: "metric", value: { event: "Order Completed", measure: "count" } },
  ],
};

let to: Importing;

/** Opens a workspace with the tags; the one before is closed, because the embedded engine has one at a time. */
async function another(): Promise<Importing> {
  await to?.engine.close();
  to = await openImporting();
  await applyTags({ ctx: to.ctx, input: { prune: false, document: TAGS } });
  return to;
}
beforeAll(another);
afterAll(() => to.engine.close());

/** What is known of each customer, as the store holds it: identities, attributes with their types, tags. */
async function everything(): Promise<Record<string, unknown>> {
  const { ctx } = to;
  const { attributes } = await readCatalogue({ ctx });
  const held = await ctx.facts.rows<{ customer: number; who: string[]; said: string[] }>(
    sql`SELECT i.customer AS customer, i.who AS who, a.said AS said FROM
      (SELECT customer, arraySort(groupUniqArray(concat(platform, ':', external))) AS who FROM identities FINAL GROUP BY customer) AS i
      LEFT JOIN (SELECT customer, arraySort(groupArray(concat(attribute, '=', toJSONString(value)))) AS said FROM (
        SELECT customer, attribute, argMax(tuple(text, number, flag, date, toUnixTimestamp64Milli(time), list), (at, received)) AS value
        FROM attribute_values GROUP BY customer, attribute) GROUP BY customer) AS a ON i.customer = a.customer`,
  );
  const members = await ctx.facts.rows<{ tag: number; value: string; customers: number[] }>(
    sql`SELECT tag, value, bitmapToArray(customers) AS customers FROM members FINAL ORDER BY tag, value`,
  );
  const tagged = (customer: number): string[] =>
    members.filter(({ customers }) => customers.includes(customer)).map(({ tag, value }) => `${tag}:${value}`);
  const used = new Set(held.flatMap(({ said }) => said.map((each) => each.slice(0, each.indexOf("=")))));
  return {
    customers: Object.fromEntries(held.map(({ customer, who, said }) => [who.join(" "), { said, tags: tagged(customer) }])),
    types: Object.fromEntries([...used].toSorted().map((code) => [code, attributes.get(code)?.type])),
  };
}

const exported = async (format: ExportFormat, more: object = {}): Promise<Buffer> =>
  buffer((await exportCustomers({ ctx: to.ctx, input: { format, ...more } })).stream);

const imported = (format: ExportFormat, content: Buffer) =>
  importFile({ ctx: to.ctx, tagging: IMPORTED, input: { path: to.file(`export.${format}`, content) } });

const AWKWARD = [
  "'",
  '"',
  "''=x",
  "'=1+1",
  "=1+1",
  "+86",
  "-",
  "@a",
  "007",
  "1e5",
  "12",
  "true",
  "是",
  "2026-01-01",
  "2026-01-01 08:00:00",
  "a,b;c|d、e",
  "[1]",
  '["x"]',
  "{}",
  "a\nb",
  "a\tb",
  "\\N",
  "_x000D_",
  "NULLs",
  "，；",
  "𠮷",
  "é",
  "1.20",
  "１２",
];
const anyText = fc
  .oneof(
    fc.constantFrom(...AWKWARD),
    fc.string({
      unit: fc.constantFrom("'", '"', "=", "+", "-", "@", ",", ";", "、", "[", "]", "1", ".", "a", "中", "\n", "\\", "<", "&"),
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map((text) => `${text.trim()}` || "x");
const anyDay = fc.integer({ min: -25_567, max: 120_529 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const anyInstant = fc.oneof(
  fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2299, 11, 30) }),
  fc.integer({ min: Date.UTC(2024, 9, 27), max: Date.UTC(2024, 9, 28) }).map((at) => at - (at % 60_000)),
);
const anyValues = fc.record({
  text: fc.array(anyText, { minLength: 1, maxLength: 8 }),
  number: fc.array(
    fc
      .bigInt({ min: -(10n ** 17n), max: 10n ** 17n })
      .map((units) => `toDecimal64(${units / 10n ** 6n}, 6) + toDecimal64(${units % 10n ** 6n}, 6) / 1000000`),
    { maxLength: 8 },
  ),
  boolean: fc.array(fc.boolean(), { maxLength: 8 }),
  date: fc.array(anyDay, { maxLength: 8 }),
  time: fc.array(anyInstant, { maxLength: 8 }),
  duration: fc.array(
    fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.bigInt({ min: 0n, max: 10n ** 10n })).map((units) => formatDecimal(units)),
    { maxLength: 8 },
  ),
  list: fc.array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
});

function valueSql(type: FieldType, value: unknown): Sql {
  switch (type) {
    case "text":
      return literal.text(value as string);
    case "number":
      return statementOf(value as string);
    case "boolean":
      return literal.boolean(value as boolean);
    case "date":
      return sql`toDate32(${literal.text(value as string)})`;
    case "time":
      return literal.instant(value as number);
    case "duration":
      return sql`toDecimal64(${literal.text(value as string)}, 6)`;
    case "list":
      return literal.texts(value as string[]);
  }
}

/** Gives customers random values of every type, each round under attributes of its own. */
async function giveRandom(): Promise<void> {
  const rounds = fc.sample(anyValues, 6);
  const ids = Array.from({ length: 8 }, (_, index) => `random-${index}`);
  await to.load("ids.csv", `id,n\n${ids.map((id) => `${id},1`).join("\n")}`, { identities: { crm: "id" }, attributes: { n: "n" } });
  const numbers = await to.ctx.facts.rows<{ customer: number }>(
    sql`SELECT customer FROM identities WHERE platform = 'crm' ORDER BY external`,
  );
  const now = literal.instant(to.ctx.clock());
  for (const type of TYPES) {
    const codes = rounds.map((_, round) => `r${round} ${type}`);
    await ensureFields({ ctx: to.ctx, input: { attributes: Object.fromEntries(codes.map((code) => [code, type])) } });
    const rows = rounds.flatMap((values, round) =>
      values[type].map(
        (value, index) =>
          sql`SELECT ${literal.text(codes[round]!)}, ${literal.integer(numbers[index]!.customer)}, ${now}, ${now}, 1, ${valueSql(type, value)}, false`,
      ),
    );
    const into = sql`INSERT INTO attribute_values (attribute, customer, at, received, batch, ${sql.id(STORED_TYPES[type].column)}, cleared)`;
    await to.ctx.facts.run(sql`${into} ${sql.join(rows, " UNION ALL ")}`, { settings: { max_query_size: 10_000_000 } });
  }
}

test(
  "an export, imported into another workspace, makes the same customers, attributes and tags, whatever they hold, in every format",
  { timeout: 300_000 },
  async () => {
    const rows = [
      "手机号,会员号,姓名,城市,points,生日,标签",
      `13800000001,00017,"=HYPERLINK(""http://x"")",'上海,12.5,1990-01-31,大客户`,
      `13800000002,00018,"O'Brien ""the"" 3rd, y",杭州,-3,1900-01-01,`,
      `13800000003,,@王五,"多\n行",0,,大客户`,
    ];
    await importFile({ ctx: to.ctx, tagging: IMPORTED, input: { path: to.file("people.csv", rows.join("\n")) } });
    await to.load("orders.csv", "id,t,amount\n00017,2026-01-01,10.5\n00017,2026-01-02,20\n00018,2026-01-03,0\n", {
      event: "Order Completed",
      time: "t",
      identities: { member: "id" },
      properties: { amount: "amount" },
    });
    await giveRandom();
    await evaluateTags({ ctx: to.ctx, input: {} });
    const before = await everything();
    const files = new Map<ExportFormat, Buffer>();
    for (const format of FORMATS) files.set(format, await exported(format));
    // Into its own workspace it changes nothing.
    for (const [format, content] of files) {
      const report = await imported(format, content);
      expect(report, format).toMatchObject({ skipped: 0, customersCreated: 0, identitiesAdded: 0, tagged: 0, tagsCreated: [] });
      expect(await everything(), format).toEqual(before);
    }
    await metricsAreNumbers();
    for (const [format, content] of files) {
      await another();
      const preview = await previewFile({ ctx: to.ctx, input: { path: to.file(`export.${format}`, content) } });
      const ignored = preview.columns.filter(({ use }) => use === "ignore").map(({ name }) => name);
      expect(ignored, format).toEqual([format === "xlsx" ? "系统编号" : "customer"]);
      expect(await imported(format, content), format).toMatchObject({ accepted: 11, skipped: 0, customersCreated: 11, rounded: 0 });
      await evaluateTags({ ctx: to.ctx, input: {} });
      expect(await everything(), format).toEqual(before);
    }
  },
);

/** In every format, 0 among them; and no apostrophe stands in a cell of Excel. */
async function metricsAreNumbers(): Promise<void> {
  const columns = "identity.member,name,tag.spent,tag.orders";
  const csv = (await exported("csv", { columns, where: "大客户" })).toString();
  expect(csv.split("\n")[1]).toBe(`"00017","'=HYPERLINK(""http://x"")",30.5,2`);
  const lines = (await exported("jsonl", { columns })).toString().trim().split("\n");
  const objects = lines.map((line) => JSON.parse(line) as unknown);
  expect(objects).toContainEqual(expect.objectContaining({ "identity.member": "00018", "tag.spent": 0, "tag.orders": 1 }));
  const workbook = new Workbook();
  await workbook.xlsx.load((await exported("xlsx", { columns })) as never);
  const [sheet] = workbook.worksheets;
  const row = (number: number) => [2, 3, 4].map((at) => sheet!.getRow(number).getCell(at).value);
  expect(row(2)).toEqual(['=HYPERLINK("http://x")', 30.5, 2]);
  expect(row(3)).toEqual([`O'Brien "the" 3rd, y`, 0, 1]);
}
