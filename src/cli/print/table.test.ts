import { expect, test } from "vitest";
import { painter } from "./colour.ts";
import { facts, table } from "./table.ts";
import { widthOf } from "./width.ts";

const plain = { paint: painter(false), width: null };
const columns = [{ title: "标签", flexible: true }, { title: "CODE" }, { title: "人数", align: "right" as const }];
const rows = [
  ["高价值客户", "high_value", "1,633"],
  ["New", "new", "5"],
];

test("columns stand under their titles, whatever mixture of Chinese and English is above them", () => {
  expect(table(columns, rows, plain)).toEqual([
    "标签        CODE         人数",
    "高价值客户  high_value  1,633",
    "New         new             5",
  ]);
});

test("a table wider than the terminal cuts its flexible columns only", () => {
  const lines = table(columns, rows, { ...plain, width: 27 });
  expect(lines.map(widthOf)).toEqual([27, 27, 27]);
  expect(lines[1]).toBe("高价值…   high_value  1,633");
});

test("colours do not move the columns", () => {
  const painted = table(columns, [[{ text: "高", dot: "gold", style: "bold" }, "x", "1"]], { paint: painter(true), width: null });
  expect(painted[1]).toContain("\u001b[38;5;178m●\u001b[39m ");
  expect(painted.map((line) => widthOf(line.replace(/\u001b\[[\d;]*m/g, "")))).toEqual([18, 18]);
});

test("control characters from data do not reach the terminal", () => {
  expect(table([{ title: "t" }], [["a\u001b[31mb\nc"]], plain)[1]).toBe("a�[31mb c");
});

test("facts without a value are left out", () => {
  expect(
    facts(
      [
        ["人数", "5"],
        ["owner", null],
        ["x", "y"],
      ],
      plain,
    ),
  ).toEqual(["人数  5", "x     y"]);
});
