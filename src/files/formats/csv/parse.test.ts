import fc from "../../../../test/support/properties.ts";
import { expect, test } from "vitest";
import { csvParser, parseHead, type CsvRecord } from "./parse.ts";
import { sniffDelimiter } from "./sniff.ts";

function parse(text: string, delimiter = ",", pieces = [text]): CsvRecord[] {
  const records: CsvRecord[] = [];
  const parser = csvParser(delimiter, (record) => records.push(record));
  for (const piece of pieces) parser.push(piece);
  parser.end();
  return records;
}

const fields = (text: string, delimiter?: string) => parse(text, delimiter).map((record) => record.fields);

test("quotes, line ends of every system, blank lines and empty cells", () => {
  expect(fields('a,"b ""q""",c\r\n1,"x\ny",\n\n,,\r"",2')).toEqual([
    ["a", 'b "q"', "c"],
    ["1", "x\ny", ""],
    ["", "", ""],
    ["", "2"],
  ]);
  expect(parse('a\n"x\ny"\nb').map(({ line }) => line)).toEqual([1, 2, 4]);
  expect(fields('a"b,c')).toEqual([['a"b', "c"]]);
});

test("quotes that do not match mark their record", () => {
  expect(parse('1,"x"y,3\n4,5,6\n').map(({ broken }) => broken)).toEqual([true, false]);
  expect(parse('1,"open\n2,3\n').map(({ broken }) => broken)).toEqual([true]);
});

const anyCell = fc.string({ unit: fc.constantFrom("a", "中", ",", '"', "\n", "\r", " ", ";", "\t", "\\", "'"), maxLength: 6 });

test("what is written with quotes is read back, however the text is cut into pieces", () => {
  const anyRows = fc.array(fc.array(anyCell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 20 });
  const readBack = fc.property(anyRows, fc.array(fc.nat(), { maxLength: 6 }), (rows, cuts) => {
    const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n");
    const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
    const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
    expect(parse(text, ",", pieces).map((record) => record.fields)).toEqual(rows);
  });
  fc.assert(readBack);
});

test("the delimiter is the one on which the rows agree, not the most frequent character", () => {
  expect(sniffDelimiter("a;b\n1,5;2,5\n3,5;4,5\n", true)).toBe(";");
  expect(sniffDelimiter("id\ttext\n1\ta, b, c\n2\td, e\n", true)).toBe("\t");
  expect(sniffDelimiter("a|b|c\n1|2|3\n", true)).toBe("|");
  expect(sniffDelimiter("id,text\n1,一；二|三\n", true)).toBe(",");
  expect(sniffDelimiter("one\ntwo\n", true)).toBe(",");
});

test("of a file's beginning only whole records are taken", () => {
  expect(parseHead("a,b\n1,2\n3", ",", false, 10)).toHaveLength(2);
  expect(parseHead("a,b\n1,2\n3", ",", true, 10)).toHaveLength(3);
});
