import { readFileSync } from "node:fs";
import { Workbook } from "@cj-tech-master/excelts";
import type { Download, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { said } from "../support/browser.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";
import { encode } from "../support/encode.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const book = new Workbook();
  const sheet = book.addWorksheet("客户");
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The first sheet of a download, as rows of cells. */
async function rowsOf(download: Download): Promise<unknown[][]> {
  const book = new Workbook();
  await book.xlsx.load(readFileSync(await download.path()));
  const rows: unknown[][] = [];
  const [sheet] = book.worksheets;
  sheet!.eachRow((row) => rows.push(Array.from({ length: sheet!.columnCount }, (_, at) => row.getCell(at + 1).value)));
  return rows;
}

async function downloaded(page: Page, act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return download;
}

test(
  "a workbook with tags is looked at, its mapping corrected and kept, its new tags confirmed, its bad rows fetched, the import undone",
  { timeout: 180_000 },
  async () => {
    const page = await demo.at("/imports");
    const template = await downloaded(page, () => page.getByRole("link", { name: "客户与标签" }).click());
    expect(template.suggestedFilename()).toBe("客户与标签.xlsx");
    const buffer = await workbook([
      ["手机号", "姓名", "偏好", "标签"],
      ["13912340001", "甲某", "露营", "端到端甲、端到端乙"],
      ["13912340002", "乙某", "茶", "端到端乙"],
      ["", "丙某", "花", ""],
    ]);
    const choose = async (): Promise<void> => {
      await page.locator("input[type=file]").setInputFiles({ name: "客户标签.xlsx", mimeType: MIME, buffer });
      await page.getByRole("rowheader", { name: "手机号" }).waitFor();
    };
    await choose();
    await page.getByRole("region", { name: "文件的前 3 行" }).getByRole("cell", { name: "端到端甲、端到端乙" }).waitFor();
    const named = page.getByRole("combobox", { name: "「偏好」的名称" });
    expect(await named.inputValue()).toBe("偏好");
    await named.fill("interests");
    await page.getByRole("button", { name: "保存映射" }).click();
    await page.getByLabel("映射名称").fill("门店表");
    await said(page.getByText("已保存映射「门店表」"), () => page.locator(".tw-save").getByRole("button", { name: "保存" }).click());

    await page.getByRole("button", { name: "开始导入" }).click();
    await page.getByText("文件里有 2 个标签不存在").waitFor();
    await page.getByRole("button", { name: "新建这 2 个标签并导入" }).click();
    await page.getByText("导入完成").waitFor();
    const figure = (name: string) => page.locator(".tw-report-main > div", { hasText: name }).locator("dd");
    expect(await figure("新客户").innerText()).toBe("2");
    const bad = await rowsOf(await downloaded(page, () => page.getByRole("link", { name: "下载跳过的行（Excel）" }).click()));
    expect(bad).toEqual([
      ["#行", "#代码", "#原因", "手机号", "姓名", "偏好", "标签"],
      [4, "IDENTITY_MISSING", "没有任何身份", null, "丙某", "花", null],
    ]);

    await page.getByRole("button", { name: "撤销这次导入" }).click();
    await page.getByRole("tooltip").getByRole("button", { name: "撤销这次导入" }).click();
    await page.getByText("移除的客户").waitFor();
    await page.getByRole("table", { name: "导入记录" }).getByText("已撤销").first().waitFor();
    const tags = (await (await page.request.get(`${demo.program.url}/api/tags`)).json()) as { items: { code: string; failure: unknown }[] };
    expect(tags.items.filter(({ failure }) => failure !== null)).toEqual([]);

    await page.getByRole("button", { name: "再导入一个" }).click();
    await choose();
    expect(await named.inputValue()).toBe("interests");
    expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
  },
);

test("a segment is exported to Excel, with progress and the columns chosen, and so is the list of tags", async () => {
  const page = await demo.at("/customers");
  const total = Number((await page.locator(".tw-head-count").innerText()).replaceAll(",", ""));
  await page.getByRole("button", { name: "导出" }).click();
  const dialog = page.getByRole("dialog", { name: "导出" });
  await dialog.getByText("系统编号").first().waitFor();
  const rows = await rowsOf(await downloaded(page, () => dialog.getByRole("button", { name: "导出" }).last().click()));
  expect(rows).toHaveLength(total + 1);
  expect(rows[0]).toEqual(expect.arrayContaining(["系统编号", "姓名", "手机号", "标签"]));
  await dialog.getByText("导出完成").waitFor();

  await page.goto(`${demo.program.url}/tags`);
  await page.getByRole("button", { name: "导出标签列表" }).click();
  const tags = page.getByRole("dialog", { name: "导出标签列表" });
  const list = await rowsOf(await downloaded(page, () => tags.getByRole("button", { name: "导出" }).click()));
  expect(list[0]!.slice(0, 3)).toEqual(["代码", "名称", "标签组"]);
  expect(list.length).toBeGreaterThan(5);
  expect(page.wrong).toEqual([]);
});

test("a file with a title, in Big5, is read as it is meant; the page says how, and another row or encoding is a choice", async () => {
  const page = await demo.at("/imports");
  const choose = (name: string, buffer: Buffer) => page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await choose("會員.csv", encode("會員名單\n\n手機號,姓名,城市\n0912345678,陳美玲,臺北\n0912345679,林秀英,高雄\n", "big5"));
  await page.getByRole("rowheader", { name: "手機號" }).waitFor();
  const reading = page.getByRole("group", { name: "文件读取方式" });
  expect(await reading.innerText()).toContain("上面的不导入：會員名單");
  expect(await reading.innerText()).toContain("Big5");
  const row = page.getByRole("spinbutton", { name: "表头所在行" });
  expect(await row.inputValue()).toBe("3");
  await row.fill("1");
  await row.press("Enter");
  await page.getByRole("rowheader", { name: "會員名單" }).waitFor();
  await row.fill("3");
  await row.press("Enter");
  await page.getByRole("rowheader", { name: "手機號" }).waitFor();

  await page.getByRole("button", { name: "换一个文件" }).click();
  const bad = Buffer.concat([Buffer.from("手机号,姓名\n13800000001,甲某\n13800000002,Ren"), Buffer.from([0xe9]), Buffer.from("\n")]);
  await choose("坏.csv", bad);
  await page.getByText("第 3 行").waitFor();
  await page.getByRole("combobox", { name: "编码" }).waitFor();
  expect(page.wrong.filter((text) => !/422/.test(text))).toEqual([]);
});
