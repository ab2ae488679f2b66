import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "../../../../test/support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDirectory } from "../../../../test/support/directory.ts";
import { encode, GB_CHARACTERS } from "../../../../test/support/encode.ts";
import { openFacts } from "../../../engine/facts/open.ts";
import { literal, type Facts, sql } from "../../../engine/index.ts";
import { unguarded } from "../../../sheets/index.ts";
import { INLINE } from "../../../mapping/index.ts";
import { inspectFile } from "../../file.ts";
import type { Reading, StagedFile } from "../../stagedFile.ts";
import { readCsv } from "./csv.ts";

let facts: Facts;
const directory = testDirectory("csv");
let files = 0;

beforeAll(async () => {
  facts = await openFacts({ dataDir: directory.path, memoryBytes: 2 ** 30 });
});
afterAll(async () => {
  await facts.close();
  directory.remove();
});

async function open(content: string | Buffer, options: Partial<Reading> = {}): Promise<StagedFile> {
  const path = join(directory.path, `${++files}.csv`);
  writeFileSync(path, content);
  const file = await inspectFile(path, path);
  return readCsv({
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
}

interface Read {
  readonly names: readonly string[];
  readonly rows: readonly { readonly cells: readonly (string | null)[]; readonly fault: string; readonly line: number }[];
}

/** All of a source: its cells (null where a row has none), what is wrong with each row, and its line. */
async function all(source: StagedFile): Promise<Read> {
  const names = source.scope.names;
  const cells = sql`[${sql.join(source.printed.map(({ sql: statement }) => statement))}]`;
  const fault = sql`multiIf(${sql.join([...source.faults.flatMap(({ reason, when }) => [when, literal.text(reason)]), sql`''`])})`;
  const blank = source.blank === undefined ? sql.empty : sql`WHERE NOT (${source.blank})`;
  const rows = await facts.rows<{ cells: string[]; fault: string; line: string }>(
    sql`
      SELECT ${cells} AS cells, ${fault} AS fault, ${source.line} AS line
      FROM ${source.from()} ${blank}
      ORDER BY _row
    `,
  );
  await facts.run(sql`DROP TABLE ${sql.id(source.table)}`);
  return { names, rows: rows.map((row) => ({ ...row, line: Number(row.line) })) };
}

const anyCell = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "中", ",", '"', "\n", "\r\n", " ", ";", "\t", "\\", "'", "N", "=", "é", "😀"), maxLength: 8 }),
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.toWellFormed().replaceAll("\0", "")),
  fc.constantFrom("", "NULL", "\\N", "null", '""', " ", "0", "1.50"),
);

/** Rows of one width, and how they are written: which cells get quotes that need none, line ends, a byte-order mark. */
const anyTable = fc.record({
  rows: fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(anyCell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 })),
  quoteAll: fc.boolean(),
  end: fc.constantFrom("\n", "\r\n"),
  mark: fc.boolean(),
  lastEnd: fc.boolean(),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
});

function write({ rows, quoteAll, end, mark, lastEnd, delimiter }: typeof anyTable extends fc.Arbitrary<infer T> ? T : never): string {
  const header = rows[0]!.map((_, index) => `h${index}`);
  const cell = (text: string) => (quoteAll || text === "" || /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [header, ...rows].map((row) => row.map(cell).join(delimiter));
  return (mark ? "\ufeff" : "") + lines.join(end) + (lastEnd ? end : "");
}

test("whatever a CSV file holds is read back exactly, without a fault", async () => {
  const readBack = fc.asyncProperty(anyTable, async (table) => {
    const read = await all(await open(write(table), { delimiter: table.delimiter }));
    expect(read.names).toEqual(table.rows[0]!.map((_, index) => `h${index}`));
    // What an export put in front of a formula is taken off, and nothing else.
    expect(read.rows.map(({ cells }) => cells)).toEqual(
      table.rows.filter((row) => row.some((cell) => cell !== "")).map((row) => row.map(unguarded)),
    );
    expect(read.rows.filter(({ fault }) => fault !== "")).toEqual([]);
  });
  await fc.assert(readBack, { numRuns: 60 });
});

const anyChinese = fc.array(fc.constantFrom(...GB_CHARACTERS), { maxLength: 10 }).map((characters) => characters.join(""));

test("a file in GB18030 is read as if it were UTF-8", async () => {
  const anyRows = fc.array(fc.tuple(anyChinese, anyChinese, fc.constantFrom("a", "b,c", 'd"e')), { minLength: 1, maxLength: 30 });
  const readBack = fc.asyncProperty(anyRows, async (rows) => {
    const table = [["客户", "备注", "x"], ["鳌头", "价格", "z"], ...rows];
    const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n");
    // Rare characters at random are no Chinese that anybody wrote: then somebody has to say what it is.
    const source = await open(encode(text, "gb18030"), { encoding: "gb18030" });
    expect(source.warnings).toHaveLength(1);
    const read = await all(source);
    expect(read.names).toEqual(["客户", "备注", "x"]);
    expect(read.rows.map(({ cells }) => cells)).toEqual(table.slice(1));
  });
  await fc.assert(readBack, { numRuns: 15 });
});

test("missing cells at the end are empty, one too many that is empty is forgiven, others are too many; rows without a filled cell are none", async () => {
  const source = await open('a,b,c\n1,2,3\n\n1,2\n1,2,3,4\n1,2,3,\n1,2,3,,5\n"",,\n,,,\n1,"x\ny",3\n7\n');
  expect(source.warnings).toMatchObject([{ en: "2 rows have fewer cells than the header; the missing ones were taken as empty." }]);
  const { rows } = await all(source);
  expect(rows.map(({ cells, fault, line }) => [cells[2], fault, line])).toEqual([
    ["3", "", 2],
    [null, "", 4],
    ["3", "COLUMNS_SURPLUS", 5],
    ["3", "", 6],
    ["3", "COLUMNS_SURPLUS", 7],
    ["3", "", 10],
    [null, "", 11],
  ]);
});

test("sep= names the delimiter; titles, notes and empty rows above the header are passed over, and the lines still count", async () => {
  for (const [sep, delimiter] of [
    ["sep=;", ";"],
    ["\ufeffsep=,", ","],
    ["SEP=\t", "\t"],
    ['"sep=|"', "|"],
  ] as const) {
    const read = await all(await open(`${sep}\r\nid${delimiter}name\r\n1${delimiter}"a;b,c"\r\n`));
    expect(read).toMatchObject({ names: ["id", "name"], rows: [{ cells: ["1", "a;b,c"], line: 3 }] });
  }
  const titled = await open(
    '会员信息导出 2026-01\n导出时间：2026-01-05,,\n,,\n手机号,姓名,城市\n13800000001,"甲\n某",上海\n13800000002,乙某\n',
  );
  expect(titled.header).toEqual({ row: 4, above: ["会员信息导出 2026-01", "导出时间：2026-01-05"] });
  const { names, rows } = await all(titled);
  expect(names).toEqual(["手机号", "姓名", "城市"]);
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["13800000001", "甲\n某", "上海"],
    ["13800000002", "乙某", null],
  ]);
  const quoted = await all(await open('"会员\n导出"\nphone;name\n13800000001;x\n'));
  expect(quoted).toMatchObject({ names: ["phone", "name"], rows: [{ cells: ["13800000001", "x"], line: 4 }] });
  // Whoever says how many lines to skip is believed, and so is a mapping that names the first row's columns.
  expect((await all(await open("a\nphone,name\n13800000001,x\n", { skipRows: 0 }))).names).toEqual(["a"]);
  expect((await all(await open("a,\nphone,name\n13800000001,x\n", { wanted: ["a"] }))).names).toEqual(["a", "column 2"]);
});

test("broken quotes spoil their own row and no other", async () => {
  const { rows } = await all(await open('a,b\n1,"x"y\n2,"z"\n3,w\n"un,closed\n4,5\n'));
  expect(rows.map(({ cells, fault, line }) => [cells[0], fault, line])).toEqual([
    ["1", "QUOTES_BROKEN", 2],
    ["2", "", 3],
    ["3", "", 4],
    ["un,closed\n4,5\n", "QUOTES_BROKEN", 5],
  ]);
});

test("old line ends, lines before the header, a header over several lines, names given instead", async () => {
  expect((await all(await open("a,b\r1,2\r3,4\r"))).rows.map(({ cells, line }) => [cells, line])).toEqual([
    [["1", "2"], 2],
    [["3", "4"], 3],
  ]);
  const skipped = await all(await open('报表 2025\n\n"a\nx",b\n1,2\n', { skipRows: 2 }));
  expect(skipped.names).toEqual(["a\nx", "b"]);
  expect(skipped.rows.map(({ cells, line }) => [cells, line])).toEqual([[["1", "2"], 5]]);
  const titled = await all(await open('"报表"\n"客户\r\n名",b\r\n1,"x\r\ny"\r\n2,z', { skipRows: 1 }));
  expect(titled.rows.map(({ cells, line }) => [cells, line])).toEqual([
    [["1", "x\r\ny"], 4],
    [["2", "z"], 6],
  ]);
  const named = await all(await open("\ufeff1,2\n3,4\n", { columns: ["a", "b"] }));
  expect(named.rows.map(({ cells, line }) => [cells, line])).toEqual([
    [["1", "2"], 1],
    [["3", "4"], 2],
  ]);
  expect((await all(await open("a,,b\n1,2,3\n"))).names).toEqual(["a", "column 2", "b"]);
});

test("two columns of one name, no rows at all, and text in no known encoding are refused by name", async () => {
  await expect(open("a,b,a\n1,2,3\n")).rejects.toMatchObject({ code: "COLUMNS_DUPLICATE", params: { columns: ["a"] } });
  await expect(open("a\n", { skipRows: 3 })).rejects.toMatchObject({ code: "FILE_EMPTY" });
  await expect(open(Buffer.from("a,b\n1,\xff\xff\n", "latin1"))).rejects.toMatchObject({ code: "ENCODING_UNKNOWN", params: { line: 2 } });
  await expect(open(Buffer.from("a,b\n1,2\n3,\xd6\xd0\n", "latin1"), { encoding: "utf-8" })).rejects.toMatchObject({
    code: "ENCODING_BROKEN",
    params: { line: 3, text: "3,\ufffd\ufffd" },
  });
});
