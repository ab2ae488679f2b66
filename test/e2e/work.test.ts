import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("a segment is composed with its count beside it, saved, deleted, and brought back by undo", async () => {
  const page = await demo.at("/segments");
  await page.getByRole("button", { name: "新建人群" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("人群名称").fill("端到端人群");
  const add = dialog.getByRole("combobox", { name: "添加标签" });
  await add.fill("价格敏感");
  await page.locator(".ant-select-item-option").getByText("价格敏感", { exact: true }).click();
  await dialog
    .getByRole("status")
    .getByText(/^[\d,.]+%?$/)
    .first()
    .waitFor();
  await dialog.getByRole("button", { name: "保存" }).click();
  const table = page.getByRole("table", { name: "人群列表" });
  await table.getByText("端到端人群").waitFor();
  await table.getByRole("button", { name: "删除「端到端人群」" }).click();
  await table.getByText("端到端人群").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("table", { name: "人群列表" }).getByRole("link", { name: "端到端人群", exact: true }).click();
  await page.waitForURL(/\/customers\?where=/);
  expect(page.wrong).toEqual([]);
});

test("a file is imported column by column, what was skipped is said with its reason, and a second time nothing is added", async () => {
  const page = await demo.at("/imports");
  const file = {
    name: "会员.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("手机号,姓名,城市\n13812340001,甲某,上海\n13812340002,乙某,北京\n,丙某,杭州\n"),
  };
  const bring = async (): Promise<void> => {
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("rowheader", { name: "手机号" }).waitFor();
    await page.getByRole("button", { name: "开始导入" }).click();
    await page.getByText("导入完成").waitFor();
  };
  await bring();
  await page.getByText("没有任何身份").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载跳过的行" }).click();
  await download;
  const created = page.locator(".tw-report-main > div", { hasText: "新客户" }).locator("dd");
  expect(await created.innerText()).toBe("2");

  await page.getByRole("button", { name: "再导入一个" }).click();
  await bring();
  await expect.poll(() => created.innerText()).toBe("0");
  await page.getByRole("table", { name: "导入记录" }).getByText("会员.csv").first().waitFor();
});

test("a mapping that is wrong is answered with where and what, and stays as it was written", async () => {
  const page = await demo.at("/imports");
  await page.locator("input[type=file]").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("x,y\n1,2\n") });
  await page.getByText("映射文本").click();
  const text = page.getByRole("textbox", { name: "映射文本" });
  await text.fill("identities: { phone: nosuch }\nsurprise: 1\n");
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.getByRole("alert").getByText("surprise").first().waitFor();
  expect(await text.inputValue()).toContain("surprise: 1");
});

test("a key's secret is shown once, and a revoked key is gone", async () => {
  const page = await demo.at("/settings?tab=keys");
  await page.getByRole("button", { name: "新建密钥" }).click();
  await page.getByLabel("名称").fill("端到端");
  await page.getByRole("dialog").getByRole("button", { name: "新建密钥" }).click();
  await page.getByRole("dialog").getByText(/^tw_/).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).last().click();
  const table = page.getByRole("table", { name: "API 密钥" });
  await table.getByText("端到端").waitFor();
  await table.getByRole("button", { name: "吊销" }).click();
  await page.getByRole("tooltip").getByRole("button", { name: "吊销" }).click();
  await page.getByText("还没有密钥").waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});
