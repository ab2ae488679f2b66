import { sql } from "../../src/engine/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile, previewFile } from "../../src/imports/index.ts";
import { encode, utf16 } from "../support/encode.ts";
import { openImporting, type Importing } from "../support/importing.ts";
import { workbookOf, zipOf } from "../support/zip.ts";

let to: Importing;

beforeAll(async () => {
  to = await openImporting();
});
afterAll(() => to.engine.close());

/** Imports a file as it stands, and answers what the preview said of it and what the customers then are. */
async function bring(name: string, content: string | Buffer, reading: object = {}) {
  const path = to.file(name, content);
  const preview = await previewFile({ ctx: to.ctx, input: { path, reading } });
  const report = await importFile({ ctx: to.ctx, input: { path, ...(Object.keys(reading).length > 0 && { mapping: reading }) } });
  return { preview, report };
}

/** What is held of each customer of a phone, as texts by attribute. */
async function people(...phones: string[]): Promise<Record<string, string>[]> {
  // The clock of the test stands still: of several values of one instant the greatest counts.
  const rows = await to.ctx.facts.rows<{ external: string; said: [string, string][] }>(
    sql`SELECT i.external AS external, arraySort(groupArray((a.attribute, coalesce(a.text, toString(a.number))))) AS said
      FROM identities AS i INNER JOIN attribute_values AS a ON i.customer = a.customer WHERE i.platform = 'phone' GROUP BY i.external`,
  );
  return phones.map((phone) => Object.fromEntries(rows.find(({ external }) => external.endsWith(phone))?.said ?? []));
}

const PEOPLE = "手机号,姓名,城市\n13800000001,甲某,上海\n13800000002,乙某\n";

test("a file of Excel's with sep=, titles, notes and empty rows above its header is imported as it stands; the preview says where the header was", async () => {
  const content = `\ufeffsep=;\r\n会员信息导出 2026-01\r\n导出时间：;2026-01-05;\r\n;;\r\n${PEOPLE.replaceAll(",", ";").replaceAll("\n", "\r\n")};;\r\n`;
  const { preview, report } = await bring("title.csv", content);
  expect(preview).toMatchObject({
    header: { row: 5, above: ["会员信息导出 2026-01", "导出时间： 2026-01-05"] },
    encoding: "utf-8",
    columns: [
      { name: "手机号", use: "identity" },
      { name: "姓名", as: "name" },
      { name: "城市", as: "city" },
    ],
  });
  expect(report).toMatchObject({ read: 2, accepted: 2, headerRow: 5, encoding: "utf-8", customersCreated: 2 });
  expect(report.warnings.map(({ en }) => en)).toEqual([
    "The header was found in row 5; what stands above it was left out: 会员信息导出 2026-01 / 导出时间： 2026-01-05.",
    "1 row has fewer cells than the header; the missing ones were taken as empty.",
  ]);
  expect(await people("13800000001", "13800000002")).toMatchObject([{ name: "甲某", city: "上海" }, { name: "乙某" }]);
});

test("whoever says how the file is read still has its columns recognised, by preview and by import alike", async () => {
  const odd = `备注\n${PEOPLE.replaceAll("138", "137").replaceAll(",", "^")}`;
  const { preview, report } = await bring("odd.csv", odd, { skipRows: 1, delimiter: "^", encoding: "utf-8" });
  expect(preview).toMatchObject({
    header: { row: 2, above: [] },
    mapping: { skipRows: 1, delimiter: "^", identities: { phone: "手机号" } },
  });
  expect(report).toMatchObject({ accepted: 2, customersCreated: 2 });
  const sheet = (city: string) =>
    `<row r="2"><c t="str"><v>手机号</v></c><c t="str"><v>城市</v></c></row><row r="3"><c t="str"><v>13700000001</v></c><c t="str"><v>${city}</v></c></row>`;
  const book = zipOf(
    workbookOf([
      { name: "一月", rows: sheet("杭州") },
      { name: "二月", rows: sheet("苏州") },
    ]),
  );
  expect((await bring("book.xlsx", book, { sheet: "二月" })).report).toMatchObject({ accepted: 1, headerRow: 2 });
  expect(await people("13700000001")).toMatchObject([{ city: "苏州" }]);
});

test("three rows beside one merged name are three orders of that customer", async () => {
  const row = (number: number, ...cells: readonly string[]) =>
    `<row r="${number}">${cells.flatMap((text, at) => (text === "" ? [] : `<c r="${"ABCD"[at]}${number}" t="str"><v>${text}</v></c>`)).join("")}</row>`;
  const rows = [
    row(1, "一月订单"),
    row(2, "手机号", "订单号", "金额", "下单时间"),
    row(3, "13600000001", "M1", "10", "2026-01-01"),
    row(4, "", "M2", "20", "2026-01-02"),
    row(5, "", "M3", "30.5", "2026-01-03"),
  ].join("");
  const files = workbookOf([{ name: "订单", rows }]).map((file) =>
    file.name.includes("sheet1")
      ? {
          ...file,
          content: `${file.content}`.replace(
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A3:A5"/></mergeCells>',
          ),
        }
      : file,
  );
  const { preview, report } = await bring("merged.xlsx", zipOf(files));
  expect(preview).toMatchObject({ header: { row: 2 }, merged: { ranges: 1, columns: ["手机号"] }, rowsAre: "events" });
  expect(report).toMatchObject({ accepted: 3, eventsAdded: 3, customersCreated: 1 });
  expect(report.warnings.map(({ zh }) => zh)).toContain("有 1 处合并单元格（列：手机号）；上下合并的值已填到每一行。");
  expect((await to.events()).map(({ amount }) => amount)).toEqual(["10", "20", "30.5"]);
});

test("every encoding that shops send is named in the preview and the report and read as it is; what fits none is refused before anything is written", async () => {
  const table = (phone: string, name: string) => `手机號,姓名,城市\n${phone},${name},臺北\n${phone.replace("0001", "0002")},${name},高雄\n`;
  const files = [
    ["gb18030", encode(PEOPLE.replaceAll("138", "159"), "gb18030"), "15900000001", "甲某"],
    ["big5", encode(table("15800000001", "陳美玲"), "big5"), "15800000001", "陳美玲"],
    ["utf-16le", utf16(table("15700000001", "林秀英"), "le"), "15700000001", "林秀英"],
    ["windows-1252", Buffer.from("Phone,Name\n+33612345678,José Gómez\n+33612345679,Zoë\n", "latin1"), "33612345678", "José Gómez"],
  ] as const;
  for (const [encoding, content, phone, name] of files) {
    const { preview, report } = await bring(`${encoding}.csv`, content);
    expect([preview.encoding, report.encoding], encoding).toEqual([encoding, encoding]);
    expect((await people(phone))[0], encoding).toMatchObject({ name });
  }
  const before = await to.counts();
  const rows = Array.from({ length: 5_000 }, (_, index) => `1500000${1_000 + index},顾客${index},北京`);
  const bad = Buffer.concat([
    Buffer.from(`手机号,姓名,城市\n${rows.join("\n")}\n15000009999,Ren`),
    Buffer.from([0xe9]),
    Buffer.from(",巴黎\n"),
  ]);
  await expect(bring("bad.csv", bad)).rejects.toMatchObject({ code: "ENCODING_BROKEN", params: { line: 5_002 } });
  await expect(bring("cut.csv", Buffer.from("手机号,姓名\n13500000001,甲").subarray(0, -1))).rejects.toMatchObject({
    code: "FILE_CUT",
    params: { line: 2 },
  });
  expect((await to.counts())["events"]).toBe(before["events"]);
});
