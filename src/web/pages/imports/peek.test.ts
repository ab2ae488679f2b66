import { expect, test } from "vitest";
import { decode, ofJsonLines, ofSeparated } from "./peek.ts";

test("the heading and the first row of a CSV, quotes, byte order mark and Windows line ends included", () => {
  expect(ofSeparated('\ufeff手机号,"备注, 其他",金额\r\n13800000000,"他说""好""",12.5\r\nx,y,z\r\n')).toEqual([
    { name: "手机号", sample: "13800000000" },
    { name: "备注, 其他", sample: '他说"好"' },
    { name: "金额", sample: "12.5" },
  ]);
});

test("tabs and semicolons are found to be the separator", () => {
  expect(ofSeparated("a\tb\n1\t2")?.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(ofSeparated("a;b,c;d\n1;2;3")?.map(({ name }) => name)).toEqual(["a", "b,c", "d"]);
});

test("an empty file has no columns", () => {
  expect(ofSeparated("")).toBeNull();
  expect(ofJsonLines("")).toBeNull();
});

test("JSON lines show the columns of any of the first rows; a line cut in the middle does no harm", () => {
  expect(ofJsonLines('{"a":1,"items":[{"x":1}]}\n{"b":"二"}\n{"c":')).toEqual([
    { name: "a", sample: "1" },
    { name: "items", sample: '[{"x":1}]' },
    { name: "b", sample: "二" },
  ]);
});

test("text that is not UTF-8 is read as GB18030", () => {
  expect(decode(new Uint8Array([0xbf, 0xcd, 0xbb, 0xa7]))).toBe("客户");
  expect(decode(new TextEncoder().encode("知签").slice(0, 5))).toBe("知");
});
