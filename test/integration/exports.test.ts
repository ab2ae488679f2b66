import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { Workbook } from "@cj-tech-master/excelts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportTags, exportCustomers, fileCustomers, listExportColumns, readExport, type ExportInput } from "../../src/exports/index.ts";
import { maskAttributeSql, maskedTextSql, maskIdentitySql, shownAttribute, shownIdentity } from "../../src/customers/index.ts";
import { literal, sql, type Sql } from "../../src/engine/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { IMPORTED } from "../../src/assignments/index.ts";
import { PERMISSIONS, type Actor } from "../../src/kernel/index.ts";
import { guarded, guardedSql, unguardedSql } from "../../src/sheets/index.ts";
import { testCtx } from "../support/engine.ts";
import { openImporting, type Importing } from "../support/importing.ts";

let to: Importing;
const BLIND: Actor = {
  kind: "person",
  id: "blind",
  name: "看不到个人信息的人",
  permissions: new Set(PERMISSIONS.filter((each) => each !== "customer.personal" && each !== "customer.sensitive")),
};

beforeAll(async () => {
  to = await openImporting();
  await applyTags({
    ctx: to.ctx,
    input: {
      prune: false,
      document: {
        tags: [
          { code: "vip", name: { zh: "大客户", en: "Key account" }, kind: "static" },
          {
            code: "level",
            name: { zh: "等级", en: "Level" },
            kind: "tiered",
            values: [{ value: "金", rule: { attribute: "points", is: ">= 5" } }],
          },
        ],
      },
    },
  });
  const rows = [
    "手机号,姓名,城市,积分,生日,兴趣,标签",
    "13800000001,=cmd|'/c calc'!A0,杭州,12.5,1992-05-20,露营、亲子,大客户",
    '13800000002,"-李四 ""x"", y",,-3,,,',
    "13800000003,@王五,上海,,,,大客户",
  ];
  const mapping = {
    identities: { phone: "手机号" },
    attributes: { name: "姓名", city: "城市", points: "积分", birthday: "生日", interests: "split(兴趣, '、')" },
    tags: ["标签"],
  };
  await importFile({ ctx: to.ctx, tagging: IMPORTED, input: { path: to.file("people.csv", rows.join("\n")), mapping } });
  await evaluateTags({ ctx: to.ctx, input: {} });
});
afterAll(() => to.engine.close());

const COLUMNS = "identity.phone,name,attribute.city,attribute.points,attribute.birthday,attribute.interests,tags,tag.vip";
const whole = (input: Partial<ExportInput>, ctx = to.ctx) =>
  exportCustomers({ ctx, input: { format: "csv", columns: COLUMNS, ...input } }).then(({ stream }) => buffer(stream));

async function sheets(bytes: Buffer): Promise<Record<string, unknown[][]>> {
  const path = join(to.engine.dataDir, "given", "read.xlsx");
  writeFileSync(path, bytes);
  const workbook = new Workbook();
  await workbook.xlsx.readFile(path);
  const cells = (sheet: (typeof workbook.worksheets)[number]) => {
    const rows: unknown[][] = [];
    sheet.eachRow((row) => rows.push(Array.from({ length: sheet.columnCount }, (_, at) => row.getCell(at + 1).value)));
    return rows;
  };
  return Object.fromEntries(workbook.worksheets.map((sheet) => [sheet.name, cells(sheet)]));
}

test("CSV: headings in the language asked for, texts that begin as formulas are harmless, numbers stay numbers", async () => {
  expect((await whole({ headings: "zh" })).toString().trim().split("\n")).toEqual([
    '"手机号","姓名","城市","积分","生日","兴趣","标签","大客户"',
    `"+8613800000001","'=cmd|'/c calc'!A0","杭州",12.5,"1992-05-20","露营、亲子","大客户; 等级:金",true`,
    `"+8613800000002","'-李四 ""x"", y",,-3,,,,`,
    `"+8613800000003","'@王五","上海",,,,"大客户",true`,
  ]);
  expect((await whole({ columns: "name", mark: "bom" })).toString().split("\n")[0]).toBe('\ufeff"name"');
});

test("Excel: the same cells with their kinds, names over them in the reader's language, read by another program", async () => {
  expect(await sheets(await whole({ format: "xlsx" }))).toEqual({
    客户: [
      ["手机号", "姓名", "城市", "积分", "生日", "兴趣", "标签", "大客户"],
      ["+8613800000001", "=cmd|'/c calc'!A0", "杭州", 12.5, new Date("1992-05-20T00:00:00Z"), "露营、亲子", "大客户; 等级:金", true],
      ["+8613800000002", `-李四 "x", y`, null, -3, null, null, null, null],
      ["+8613800000003", "@王五", "上海", null, null, null, "大客户", true],
    ],
  });
  const english = testCtx(to.engine, { lang: "en" });
  const [heading] = Object.values(await sheets(await whole({ format: "xlsx" }, english)))[0]!;
  expect(heading).toEqual(["Phone", "Name", "City", "Points", "Birthday", "Interests", "Tags", "Key account"]);
});

test("Parquet keeps the types; a combination chooses the rows; what was exported is imported as it stands", async () => {
  const parquet = to.file("out.parquet", await whole({ format: "parquet", where: "大客户" }));
  const types = Object.fromEntries((await to.ctx.facts.describe(parquet, { format: "Parquet" })).map(({ name, type }) => [name, type]));
  expect(types).toMatchObject({
    "attribute.points": expect.stringContaining("Decimal"),
    "attribute.interests": expect.stringContaining("Array"),
  });
  const before = await to.counts();
  const csv = to.file("again.csv", await whole({ headings: "zh", columns: "identity.phone,name,attribute.city,tags" }));
  expect(await importFile({ ctx: to.ctx, tagging: IMPORTED, input: { path: csv } })).toMatchObject({
    accepted: 3,
    customersCreated: 0,
    tagged: 0,
  });
  expect((await to.counts())["customers"]).toBe(before["customers"]);
});

test("an export made in parts is the export made at once, in every format", async () => {
  const csv = await whole({ headings: "zh" });
  expect((await whole({ headings: "zh", partRows: 1 })).toString()).toBe(csv.toString());
  expect((await whole({ format: "jsonl", partRows: 2 })).toString()).toBe((await whole({ format: "jsonl" })).toString());
  expect(await sheets(await whole({ format: "xlsx", partRows: 2 }))).toEqual(await sheets(await whole({ format: "xlsx" })));
  const rows = async (name: string, partRows?: number) =>
    (await to.ctx.facts.head(to.file(name, await whole({ format: "parquet", partRows })), { format: "Parquet", limit: 9 })).rows;
  expect(await rows("parts.parquet", 1)).toEqual(await rows("whole.parquet"));
});

test("who may not see personal data gets its shape, in every format, and may still export", async () => {
  const blind = testCtx(to.engine, { actor: BLIND });
  const lines = (await whole({ headings: "zh", columns: "identity.phone,name,attribute.birthday,attribute.city" }, blind))
    .toString()
    .trim()
    .split("\n");
  expect(lines).toEqual([
    '"手机号","姓名","生日","城市"',
    `"138****0001","'=**","****","杭州"`,
    `"138****0002","'-**",,`,
    `"138****0003","'@**",,"上海"`,
  ]);
  const { items } = await listExportColumns({ ctx: blind });
  expect(items.filter(({ masked }) => masked).map(({ code }) => code)).toContain("identity.phone");
  expect((await whole({ format: "xlsx" }, blind)).includes("13800000001")).toBe(false);
});

test("the masks of SQL are the masks of the profile", async () => {
  const blind = testCtx(to.engine, { actor: BLIND });
  const values = [
    "13812345678",
    "+86 138-1234-5678",
    "021-555",
    "+4915112345678",
    "a@b.com",
    "李雷@公司@x.cn",
    "张三",
    "王",
    "小红的小店",
    "𠮷野家",
    "ab",
  ];
  const sqlOf = async (expressions: readonly Sql[]) => {
    const [row] = await to.ctx.facts.rows<{ all: string[] }>(sql`SELECT [${sql.join(expressions)}] AS all`);
    return row!.all;
  };
  for (const platform of ["phone", "email", "taobao", "crm"])
    expect(await sqlOf(values.map((value) => maskIdentitySql(blind, platform, literal.text(value)).sql)), platform).toEqual(
      values.map((external) => shownIdentity(blind, { platform, external }).external),
    );
  for (const [code, sensitivity] of [
    ["phone", "personal"],
    ["name", "personal"],
    ["income", "sensitive"],
  ] as const) {
    const attribute = { code, name: { zh: "", en: "" }, type: "text", sensitivity } as const;
    expect(await sqlOf(values.map((value) => maskAttributeSql(attribute, literal.text(value)))), code).toEqual(
      values.map((value) => shownAttribute(blind, attribute, value)),
    );
  }
  const ordinary = { code: "note", name: { zh: "", en: "" }, type: "text", sensitivity: "ordinary" } as const;
  const texts = [
    ...values,
    "打13812345678,13912345678吧",
    "写信 a.b@c.com；110101199003071234",
    "+86 138-1234-5678",
    "订单 2138123456789012",
  ];
  expect(await sqlOf(texts.map((value) => maskedTextSql(literal.text(value))))).toEqual(
    texts.map((value) => shownAttribute(blind, ordinary, value)),
  );
});

test("an export into a file tells its progress, may be fetched by whoever made it, and is let go of after a day", async () => {
  const steps: (number | null)[] = [];
  const made = await fileCustomers({ ctx: to.ctx, input: { format: "xlsx" }, progress: (_, share) => void steps.push(share) });
  expect(made).toMatchObject({ name: "客户.xlsx", rows: 3 });
  expect(steps.length).toBeGreaterThan(0);
  const { stream, bytes } = await readExport({ ctx: to.ctx, input: made });
  expect((await buffer(stream)).length).toBe(bytes);
  await expect(readExport({ ctx: testCtx(to.engine, { actor: BLIND }), input: made })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const later = testCtx(to.engine, { clock: () => Date.now() + 26 * 3_600_000 });
  await fileCustomers({ ctx: later, input: { format: "csv" } });
  await expect(readExport({ ctx: to.ctx, input: made })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(readdirSync(join(to.engine.dataDir, "exports"))).toHaveLength(1);
  expect(existsSync(join(to.engine.dataDir, "tmp")) ? readdirSync(join(to.engine.dataDir, "tmp")) : []).toEqual([]);
});

test("the list of tags is exported with what they mean and how many have them", async () => {
  const { stream } = await exportTags({ ctx: to.ctx, input: { format: "xlsx" } });
  const rows = Object.values(await sheets(await buffer(stream)))[0]!;
  expect(rows[0]).toEqual(["代码", "名称", "标签组", "类型", "状态", "人数", "覆盖率", "口径", "规则", "负责人", "最近计算"]);
  expect(rows[1]!.slice(0, 6)).toEqual(["vip", "大客户", null, "静态标签", "已发布", 2]);
  const csv = await exportTags({ ctx: to.ctx, input: { format: "csv" } });
  expect((await text(csv.stream)).split("\n")).toHaveLength(4);
});

test("SQL makes texts harmless and takes it back as the code does, with line feeds and full-width signs in front", async () => {
  const signs = ["\n", "\r\n", "\t", "=", "＝", "＋", "－", "＠", "'", "''", ""];
  const texts = signs.flatMap((sign) => ["=1+1", "x", "1", "＝1", ""].flatMap((rest) => [`${sign}${rest}`, `'${sign}${rest}`]));
  const led = guardedSql(sql`t`);
  const rows = await to.ctx.facts.rows<{ led: string; back: string }>(
    sql`SELECT ${led} AS led, ${unguardedSql(led)} AS back FROM (SELECT arrayJoin(${literal.texts(texts)}) AS t)`,
  );
  expect(rows.map((row) => row.led)).toEqual(texts.map(guarded));
  expect(rows.map((row) => row.back)).toEqual(texts);
  expect(rows.filter((row) => /^[=+\-@\n\r\t＝＋－＠]\D/.test(row.led))).toEqual([]);
});
