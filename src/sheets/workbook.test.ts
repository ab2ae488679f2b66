import { rmSync } from "node:fs";
import { join } from "node:path";
import { Workbook } from "@cj-tech-master/excelts";
import { afterAll, expect, test } from "vitest";
import { testDirectory } from "../../test/support/directory.ts";
import { writeForm, writeWorkbook } from "./index.ts";

const directory = testDirectory("sheets");
const path = join(directory.path, "a.xlsx");
afterAll(() => directory.remove());

/** A workbook as another program reads it: sheets of rows of cells. */
async function read(): Promise<Record<string, unknown[][]>> {
  const workbook = new Workbook();
  await workbook.xlsx.readFile(path);
  rmSync(path);
  return Object.fromEntries(
    workbook.worksheets.map((sheet) => {
      const rows: unknown[][] = [];
      sheet.eachRow((row) => rows.push(Array.from({ length: sheet.columnCount }, (_, at) => row.getCell(at + 1).value)));
      return [sheet.name, rows];
    }),
  );
}

test("another program reads the cells with their kinds; empty ones hold their places", async () => {
  const file = await writeWorkbook(path, {
    name: "客户",
    columns: [
      { heading: "姓名", kind: "text" },
      { heading: "金额", kind: "number" },
      { heading: "会员", kind: "boolean" },
      { heading: "时间", kind: "time" },
    ],
  });
  await file.row(["李雷 & <韩梅梅>\n第二行", "-12.5", "true", "2026-01-15 12:30:00"]);
  await file.row([null, "123456789012345.678901", "false", null]);
  await file.row(["a real _x0041_", null, null, "1850-01-01 00:00:00"]);
  expect(await file.end()).toBe(1);
  expect(await read()).toEqual({
    客户: [
      ["姓名", "金额", "会员", "时间"],
      ["李雷 & <韩梅梅>\n第二行", -12.5, true, new Date("2026-01-15T12:30:00Z")],
      [null, "123456789012345.678901", false, null],
      ["a real _x0041_", null, null, "1850-01-01 00:00:00"],
    ],
  });
});

test("rows beyond what a sheet holds go to further sheets under the same heading", async () => {
  const file = await writeWorkbook(path, { name: "n", columns: [{ heading: "h", kind: "number" }], sheetRows: 2 });
  for (const cell of ["1", "2", "3", "4", "5"]) await file.row([cell]);
  expect(await file.end()).toBe(3);
  expect(await read()).toEqual({ n: [["h"], [1], [2]], "n 2": [["h"], [3], [4]], "n 3": [["h"], [5]] });
});

test("a cell of text is text whatever it begins with: nothing is put in front of it, in headings neither", async () => {
  const file = await writeWorkbook(path, { name: "n", columns: [{ heading: "=h", kind: "text" }] });
  const cells = ["=1+1", "+cmd", "-x", "@sum", "\tx", "'=1", "+8613800000000", "-5", "a=b"];
  for (const cell of cells) await file.row([cell]);
  await file.end();
  expect(await read()).toEqual({ n: [["=h"], ...cells.map((cell) => [cell])] });
});

test("a form has headings, examples, drop-downs from a hidden sheet and a sheet that explains", async () => {
  await writeForm(path, {
    name: "客户",
    columns: [
      { heading: "手机号", kind: "text", required: true, note: "身份" },
      { heading: "性别", kind: "text", choices: ["男", "女"], strict: true },
    ],
    examples: [["13800000001", "女"]],
    help: { name: "说明", rows: [["手机号", "必填"]] },
  });
  const workbook = new Workbook();
  await workbook.xlsx.readFile(path);
  const [form, help, lists] = workbook.worksheets;
  expect([form!.name, help!.name, lists!.state]).toEqual(["客户", "说明", "hidden"]);
  expect(form!.getCell("A2").value).toBe("13800000001");
  expect(form!.getCell("B7").dataValidation).toMatchObject({ type: "list", formulae: ["lists!$B$1:$B$2"], showErrorMessage: true });
  expect(lists!.getCell("B2").value).toBe("女");
});
