import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDirectory } from "../../../test/support/directory.ts";
import { encode, utf16 } from "../../../test/support/encode.ts";
import fc from "../../../test/support/properties.ts";
import { inspectFile } from "../file.ts";
import { asUtf8, type Encoding } from "./index.ts";

const directory = testDirectory("encoding");
afterAll(() => directory.remove());
let files = 0;

async function read(content: Buffer, declared?: Encoding): Promise<{ encoding: Encoding; text: string }> {
  const path = join(directory.path, `${++files}.csv`);
  writeFileSync(path, content);
  const { path: made, encoding } = await asUtf8(await inspectFile(path, "会员.csv"), declared, `${path}.utf8`);
  return { encoding, text: readFileSync(made, "utf8") };
}

const PEOPLE = ["王小明", "李国强", "陈美玲", "张伟", "刘芳", "黄志华", "林秀英", "吴建国"];
const TAIWAN = ["王小明", "李國強", "陳美玲", "張偉", "劉芳", "黃志華", "林秀英", "吳建國"];
const table = (names: readonly string[], rows: number): string =>
  ["手机号,姓名,城市", ...Array.from({ length: rows }, (_, index) => `1380000${1000 + index},${names[index % names.length]},台北`)].join(
    "\n",
  );

test("one byte that does not fit, in thousands of rows of UTF-8: the file is refused, with the line and what stands there", async () => {
  const lines = table(PEOPLE, 5_000).split("\n");
  const bad = Buffer.concat([
    Buffer.from(`${lines.slice(0, 3_200).join("\n")}\n13900000000,Caf`),
    Buffer.from([0xe9]),
    Buffer.from(`吧,上海\n${lines.slice(3_200).join("\n")}`),
  ]);
  await expect(read(bad)).rejects.toMatchObject({
    code: "ENCODING_BROKEN",
    params: {
      encoding: "UTF-8",
      line: 3_201,
      lines: 1,
      text: "00000000,Caf\ufffd吧,上海",
    },
  });
  const many = Buffer.concat([Buffer.from(`${lines.join("\n")}\n`), encode(table(PEOPLE, 40), "gb18030")]);
  await expect(read(many)).rejects.toMatchObject({ code: "ENCODING_BROKEN", params: { line: 5_002, lines: 41 } });
  await expect(read(Buffer.concat([Buffer.from("\ufeffa,b\n"), encode("中文,好", "gb18030")]))).rejects.toMatchObject({
    code: "ENCODING_BROKEN",
  });
});

test("UTF-16 without a mark is recognised where 一 is frequent and signs are few", async () => {
  const text = `编号,备注\n${Array.from({ length: 300 }, (_, index) => `${index},第一次一起买了一件上衣，一周后又一次下单，一直很满意`).join("\n")}\n`;
  for (const order of ["le", "be"] as const)
    expect(await read(utf16(text, order).subarray(2)), order).toEqual({ encoding: `utf-16${order}`, text });
});

test("GB18030, Big5, UTF-16 and Windows-1252 are recognised, by a few words as by many rows", async () => {
  for (const rows of [0, 3, 3_000]) {
    expect(await read(encode(table(PEOPLE, rows), "gb18030")), `${rows}`).toEqual({ encoding: "gb18030", text: table(PEOPLE, rows) });
    const traditional = table(TAIWAN, rows).replace("手机号", "手機號");
    expect(await read(encode(traditional, "big5")), `${rows}`).toEqual({ encoding: "big5", text: traditional });
    expect(await read(utf16(traditional, "le"))).toEqual({ encoding: "utf-16le", text: traditional });
    expect(await read(utf16(traditional, "be"))).toEqual({ encoding: "utf-16be", text: traditional });
    expect(await read(utf16(traditional, "le").subarray(2))).toEqual({ encoding: "utf-16le", text: traditional });
  }
  const western = "name,city\nJosé,Málaga\nZoë,Köln\n“quoted”,Orléans\n";
  const bytes = Buffer.from(western.replaceAll("“", "\x93").replaceAll("”", "\x94"), "latin1");
  expect(await read(bytes)).toEqual({ encoding: "windows-1252", text: western });
  expect(await read(Buffer.from(western))).toEqual({ encoding: "utf-8", text: western });
});

test("UTF-16 without a mark is recognised where nearly all is Chinese, and single bytes with zeros among them are not taken for it", async () => {
  const text = [
    "姓名,备注",
    ...Array.from({ length: 200 }, (_, row) => `${PEOPLE[row % 8]},上海第一百货上一次购买的商品一切都好下次一定再来${"好".repeat(40)}`),
  ].join("\n");
  for (const order of ["le", "be"] as const)
    expect(await read(utf16(text, order).subarray(2))).toEqual({ encoding: `utf-16${order}`, text });
  const zeros = table(PEOPLE, 200).replaceAll("台北", "台\0北");
  expect(await read(Buffer.from(zeros))).toMatchObject({ encoding: "utf-8" });
  const ends = "id,note\n\0".concat("a,b\n".repeat(500));
  expect(await read(Buffer.from(ends))).toMatchObject({ encoding: "utf-8" });
});

test("what is none of them is refused, and so is what is not what it is said to be", async () => {
  await expect(read(Buffer.from([0x61, 0x2c, 0xff, 0xff, 0xff, 0x0a]))).rejects.toMatchObject({
    code: "ENCODING_UNKNOWN",
  });
  const cyrillic = Buffer.from([
    0xe8, 0xec, 0xff, 0x2c, 0xe3, 0xee, 0xf0, 0xee, 0xe4, 0x0a, 0xc8, 0xe2, 0xe0, 0xed, 0x2c, 0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0,
  ]);
  await expect(read(cyrillic)).rejects.toMatchObject({ code: "ENCODING_UNKNOWN", params: { line: 1 } });
  const wrong = Buffer.concat([encode("姓名\n中文\n好", "gb18030"), Buffer.from([0xff, 0x2c, 0x61])]);
  await expect(read(wrong, "gb18030")).rejects.toMatchObject({
    code: "ENCODING_BROKEN",
    params: { encoding: "GB18030", line: 3, text: "好\ufffd,a" },
  });
  expect(await read(encode("姓名,𠮷".slice(0, 3), "gb18030"), "gb18030")).toMatchObject({ text: "姓名," });
});

test("a file that ends inside a character names its last line, in every encoding", async () => {
  const lines = table(PEOPLE, 200);
  const last = 201;
  const cut = (bytes: Buffer, by: number): Buffer => bytes.subarray(0, bytes.length - by);
  for (const by of [1, 2])
    await expect(read(cut(Buffer.from(lines), by))).rejects.toMatchObject({ code: "FILE_CUT", params: { line: last } });
  await expect(read(cut(encode(lines, "gb18030"), 1))).rejects.toMatchObject({
    code: "FILE_CUT",
    params: { encoding: "GB18030", line: last },
  });
  await expect(read(cut(encode(table(TAIWAN, 200).replace("机号", "機號"), "big5"), 1))).rejects.toMatchObject({
    code: "FILE_CUT",
    params: { line: last },
  });
  await expect(read(cut(utf16(lines, "le"), 1))).rejects.toMatchObject({ code: "FILE_CUT", params: { line: last } });
});

test("whatever a file says in UTF-8 is read as it is, and one strange byte anywhere in it never makes it another text", async () => {
  const anyRows = fc.array(fc.string({ unit: fc.constantFrom("王", "国", "é", "a", ",", "\n", "😀", "1"), minLength: 1, maxLength: 40 }), {
    minLength: 1,
    maxLength: 30,
  });
  const strange = fc.asyncProperty(anyRows, fc.nat(), fc.integer({ min: 0x80, max: 0xff }), async (rows, place, byte) => {
    const text = `姓名,城市\n张伟,上海\n${rows.join("\n")}`;
    const bytes = Buffer.from(text);
    expect(await read(bytes)).toEqual({ encoding: "utf-8", text });
    const at = place % (bytes.length + 1);
    const spoilt = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at)]);
    const line = spoilt.subarray(0, at).filter((each) => each === 10).length + 1;
    const refused = await read(spoilt).then(
      ({ encoding, text: made }) => expect.fail(`read as ${encoding}: ${made}`),
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ params: { line } });
    expect(["ENCODING_BROKEN", "FILE_CUT"]).toContain((refused as { code: string }).code);
  });
  await fc.assert(strange, { numRuns: 200 });
});

test("UTF-8 with stray zero bytes is UTF-8, on whichever side of a pair they stand", async () => {
  // Pairs of Latin letters are Chinese characters of UTF-16.
  for (const line of ["order 1234 of somebody in Shanghai\0\n", "order 1234 of somebody in Shanghai!\0\n"]) {
    const text = line.repeat(50);
    expect(await read(Buffer.from(text))).toEqual({ encoding: "utf-8", text });
  }
});
