import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Workbook } from "@cj-tech-master/excelts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDirectory } from "../../../../test/support/directory.ts";
import { workbookOf, zipOf, type ZipFile } from "../../../../test/support/zip.ts";
import { openFacts } from "../../../engine/facts/open.ts";
import { type Facts, sql } from "../../../engine/index.ts";
import { INLINE } from "../../../mapping/index.ts";
import { sheetHead } from "../../../imports/index.ts";
import { inspectFile } from "../../file.ts";
import type { Reading } from "../../stagedFile.ts";
import { dateText } from "./sheet.ts";
import { kindOfFormat } from "./workbook.ts";
import { readXlsx } from "./xlsx.ts";
import { readDirectory, unpack } from "./zip.ts";

let facts: Facts;
const directory = testDirectory("xlsx");
let files = 0;

beforeAll(async () => {
  facts = await openFacts({ dataDir: directory.path, memoryBytes: 2 ** 30 });
});
afterAll(async () => {
  await facts.close();
  directory.remove();
});

async function write(content: Buffer): Promise<string> {
  const path = join(directory.path, `${++files}.xlsx`);
  writeFileSync(path, content);
  return path;
}

/** Column names, and the cells of each row with its number in the sheet. */
async function read(
  content: Buffer,
  options: Partial<Reading> = {},
): Promise<{ names: readonly string[]; rows: (readonly [number, (string | null)[]])[] }> {
  const path = await write(content);
  const file = await inspectFile(path, path);
  const source = await readXlsx({
    facts,
    file,
    directory: directory.path,
    encoding: undefined,
    delimiter: undefined,
    columns: undefined,
    skipRows: undefined,
    sheet: undefined,
    numberFormat: undefined,
    lets: INLINE,
    run: {},
    ...options,
  });
  const rows = await facts.rows<{ cells: (string | null)[]; line: string }>(
    sql`
      SELECT [${sql.join(source.printed.map(({ sql: statement }) => statement))}] AS cells, ${source.line} AS line
      FROM ${source.from()}
      ORDER BY _row
    `,
  );
  await facts.run(sql`DROP TABLE ${sql.id(source.table)}`);
  return { names: source.scope.names, rows: rows.map(({ cells, line }) => [Number(line), cells] as const) };
}

const book = (rows: string, parts?: Parameters<typeof workbookOf>[1]) => zipOf(workbookOf([{ name: "Data", rows }], parts));

test("a workbook as Excel writes it: texts, numbers, dates, yes and no, formulas, empty cells", async () => {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet("订单");
  sheet.addRow(["编号", "金额", "下单时间", "已付", "合计", "备注"]);
  sheet.addRow(["00123", 2.55, new Date(Date.UTC(2024, 1, 29, 8, 30, 5)), true, { formula: "B2*2", result: 5.1 }, "多\n行\t\\"]);
  sheet.addRow(["C-2", -1e-7, new Date(Date.UTC(2024, 11, 31)), false, null, { richText: [{ text: "富" }, { text: "文本" }] }]);
  for (const row of [2, 3]) sheet.getRow(row).getCell(3).numFmt = "yyyy-mm-dd hh:mm:ss";
  const path = join(directory.path, "book.xlsx");
  await workbook.xlsx.writeFile(path);
  expect(await read(readFileSync(path))).toEqual({
    names: ["编号", "金额", "下单时间", "已付", "合计", "备注"],
    rows: [
      [2, ["00123", "2.55", "2024-02-29 08:30:05", "true", "5.1", "多\n行\t\\"]],
      [3, ["C-2", "-1e-7", "2024-12-31", "false", null, "富文本"]],
    ],
  });
});

test("cells without references, shared and inline texts, phonetic guides, blank rows, cells beside the table", async () => {
  const rows = `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>b</t></is></c></row>
    <row r="3"><c r="B3"><v>2.5499999999999998</v></c><c r="D3"><v>9</v></c></row><row r="4"/><row r="5"><c r="A5" t="str"><f>X</f><v>a_x000D_b</v></c></row>`;
  const strings = "<si><r><t>姓</t></r><r><t>名</t></r><rPh><t>xing</t></rPh></si>";
  expect(await read(book(rows, { strings }))).toEqual({
    names: ["姓名", "b"],
    rows: [
      [3, [null, "2.55"]],
      [5, ["a\rb", null]],
    ],
  });
});

test("the first sheet that can be seen is read unless another is named", async () => {
  const row = (text: string) => `<row r="1"><c t="str"><v>h</v></c></row><row r="2"><c t="str"><v>${text}</v></c></row>`;
  const content = zipOf(
    workbookOf([
      { name: "参数", rows: row("1"), hidden: true },
      { name: "一月", rows: row("2") },
      { name: "二月", rows: row("3") },
    ]),
  );
  expect((await read(content)).rows).toEqual([[2, ["2"]]]);
  expect((await read(content, { sheet: " 二月" })).rows).toEqual([[2, ["3"]]]);
  await expect(read(content, { sheet: "三月" })).rejects.toMatchObject({
    code: "SHEET_UNKNOWN",
    params: { sheets: ["参数", "一月", "二月"] },
  });
});

test("rows above the header are skipped; names may be given instead of one", async () => {
  const rows = `<row r="1"><c t="str"><v>报表</v></c></row><row r="2"><c t="str"><v>a</v></c></row><row r="3"><c><v>1</v></c></row>`;
  expect(await read(book(rows), { skipRows: 1 })).toEqual({ names: ["a"], rows: [[3, ["1"]]] });
  expect(await read(book(rows), { skipRows: 2, columns: ["x"] })).toEqual({ names: ["x"], rows: [[3, ["1"]]] });
});

const cell = (at: string, text: string) => `<c r="${at}" t="str"><v>${text}</v></c>`;
const row = (number: number, ...cells: readonly (readonly [column: string, text: string])[]) =>
  `<row r="${number}">${cells.map(([column, text]) => cell(`${column}${number}`, text)).join("")}</row>`;
const merged = (rows: string, ...ranges: string[]) =>
  zipOf(
    workbookOf([{ name: "Data", rows }]).map((file) =>
      file.name.includes("worksheets")
        ? {
            ...file,
            content: String(file.content).replace(
              "</sheetData>",
              `</sheetData><mergeCells count="${ranges.length}">${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`,
            ),
          }
        : file,
    ),
  );

test("cells merged down a column are the value of every row of them; a merged title is none; both are said", async () => {
  const rows = [
    row(1, ["A", "会员订单导出"]),
    row(2, ["A", "手机号"], ["B", "姓名"], ["C", "订单号"], ["D", "金额"]),
    row(3, ["A", "13800000001"], ["B", "甲某"], ["C", "O1"], ["D", "10"]),
    row(4, ["C", "O2"], ["D", "20"]),
    row(5, ["C", "O3"], ["D", "30"]),
    row(6),
    row(7, ["A", "13800000002"], ["B", "合并"], ["D", "40"]),
  ].join("");
  const content = merged(rows, "A1:D1", "A3:A6", "B3:B6", "B7:C7");
  expect(await read(content)).toEqual({
    names: ["手机号", "姓名", "订单号", "金额"],
    rows: [
      [3, ["13800000001", "甲某", "O1", "10"]],
      [4, ["13800000001", "甲某", "O2", "20"]],
      [5, ["13800000001", "甲某", "O3", "30"]],
      [7, ["13800000002", "合并", null, "40"]],
    ],
  });
  expect((await read(content, { merged: "first" })).rows[1]).toEqual([4, [null, null, "O2", "20"]]);
  const path = await write(content);
  const preview = await sheetHead(await inspectFile(path, path), {});
  expect(preview).toMatchObject({
    header: { row: 2, above: ["会员订单导出"] },
    merged: { ranges: 3, columns: ["手机号", "姓名", "订单号"] },
  });
  expect(preview.rows).toHaveLength(4);
});

test("a header of two rows: groups merged across, names under them, what is repeated led by its group", async () => {
  const rows = [
    row(1, ["A", "手机号"], ["B", "2024"], ["D", "2025"]),
    row(2, ["B", "金额"], ["C", "单数"], ["D", "金额"], ["E", "单数"]),
    row(3, ["A", "13800000001"], ["B", "1"], ["C", "2"], ["D", "3"], ["E", "4"]),
  ].join("");
  expect(await read(merged(rows, "A1:A2", "B1:C1", "D1:E1"))).toEqual({
    names: ["手机号", "2024 金额", "2024 单数", "2025 金额", "2025 单数"],
    rows: [[3, ["13800000001", "1", "2", "3", "4"]]],
  });
});

test("a number is a date when its format is one", () => {
  for (const code of [
    "yyyy-mm-dd",
    "m/d/yy h:mm",
    '[$-804]yyyy"年"m"月"d"日";@',
    "dd.mm.yyyy",
    "mmm-yy",
    "d-mmm",
    'yyyy"年"m"月"',
    "[red]yyyy/m/d",
  ])
    expect(kindOfFormat(code), code).toBe("date");
  for (const code of ["h:mm:ss", "[h]:mm", "mm:ss.0", "h:mm AM/PM"]) expect(kindOfFormat(code), code).toBe("clock");
  for (const code of ["General", "0.00", '#,##0"天"', "[red]0.0;-0.0", '0" day"', "0.00E+00", "@", "_-* #,##0.00_-", "[blue]General"])
    expect(kindOfFormat(code), code).toBe("number");
});

test("day numbers follow Excel's calendar, its day that never was and that of 1904", () => {
  expect(dateText(1, "date", false)).toBe("1900-01-01");
  expect(dateText(59, "date", false)).toBe("1900-02-28");
  expect(dateText(61, "date", false)).toBe("1900-03-01");
  expect(dateText(45_351.354_224_537_04, "date", false)).toBe("2024-02-29 08:30:05");
  expect(dateText(45_351.999_999_988, "date", false)).toBe("2024-02-29 23:59:59.999");
  expect(dateText(0, "date", true)).toBe("1904-01-01");
  expect(dateText(0.25, "clock", false)).toBe("06:00:00");
  expect(dateText(1e9, "date", false)).toBe("1000000000");
});

test("what is no workbook is refused by its name: other files, old Excel, passwords, cut off, spoilt", async () => {
  const good = book('<row r="1"><c t="str"><v>a</v></c></row><row r="2"><c><v>1</v></c></row>');
  const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
  const refused = async (content: Buffer, code: string) => expect(read(content)).rejects.toMatchObject({ code });
  await refused(Buffer.from("a,b\n1,2\n"), "XLSX_NOT_ZIP");
  await refused(compound, "XLSX_OLD");
  await refused(Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]), "XLSX_ENCRYPTED");
  await refused(zipOf([{ name: "a", content: "x", claims: { encrypted: true } }]), "XLSX_ENCRYPTED");
  await refused(good.subarray(0, good.length - 30), "FILE_TRUNCATED");
  await refused(good.subarray(0, 100), "FILE_TRUNCATED");
  await refused(zipOf([{ name: "word/document.xml", content: "<x/>" }]), "FILE_TRUNCATED");
  const spoilt = Buffer.from(good);
  spoilt[good.indexOf("xl/workbook.xml") + 30]! ^= 0xff;
  await refused(spoilt, "FILE_TRUNCATED");
  await refused(book('<row r="1"><c t="str"><v>a</v></c></row><row r="2"><c><v>1</c></row>'), "FILE_TRUNCATED");
  await refused(book(""), "FILE_EMPTY");
  await refused(book('<row r="1"><c t="str"><v>a</v></c><c t="str"><v>a</v></c></row>'), "COLUMNS_DUPLICATE");
});

test("a bomb is refused by what it declares, and by what it does when it declares less", async () => {
  const zeros = Buffer.alloc(40 * 2 ** 20, 32);
  const honest: ZipFile[] = [{ name: "xl/worksheets/sheet1.xml", content: zeros }];
  await expect(read(zipOf(honest))).rejects.toMatchObject({ code: "XLSX_BOMB" });
  const liar = await write(zipOf([{ name: "x", content: zeros, claims: { size: 1000 } }]));
  const file = await inspectFile(liar, liar);
  const limits = { totalBytes: 2 ** 30, ratio: 300, ratioFrom: 2 ** 20, entries: 10 };
  const [entry] = [...(await readDirectory(file, limits)).values()];
  let seen = 0;
  const unpacking = async () => {
    for await (const chunk of unpack(file, entry!, limits)) seen += chunk.length;
  };
  await expect(unpacking()).rejects.toMatchObject({ code: "XLSX_BOMB" });
  expect(seen).toBeLessThan(2 ** 20);
  await expect(readDirectory(file, { ...limits, entries: 0 })).rejects.toMatchObject({ code: "XLSX_BOMB" });
  await expect(readDirectory(file, { ...limits, totalBytes: 100 })).rejects.toMatchObject({ code: "XLSX_BOMB" });
});
