import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("the filters of the tags are in the address: a link shows the same tags, and each filter can be taken away", async () => {
  const page = await demo.at("/tags?kind=tiered");
  await page.getByRole("treegrid").getByText("客户生命周期").waitFor();
  expect(await page.getByRole("treegrid").getByText("高价值客户", { exact: true }).count()).toBe(0);
  await page.getByPlaceholder("名称、编码、别名、拼音").fill("等级");
  await page.waitForURL(/q=/);
  await page.getByRole("button", { name: "清除筛选" }).click();
  await page.getByRole("treegrid").getByText("高价值客户", { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("");
  expect(page.wrong).toEqual([]);
});

// The demonstration was made by an English command line: its groups are English, whoever looks.
test("a group folds away what is below it, by its button", async () => {
  const page = await demo.at("/tags");
  const tag = page.getByRole("treegrid").getByText("高价值客户", { exact: true });
  await tag.waitFor();
  await page.getByRole("button", { name: "收起「Value」" }).click();
  await tag.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "展开「Value」" }).click();
  await tag.waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});

test("a tag's page says what it means, how many have it and who, and leads to why", async () => {
  const page = await demo.at("/tags");
  await page.getByRole("treegrid").getByText("高价值客户", { exact: true }).click();
  await page.waitForURL(/\/tags\/high_value$/);
  await page.getByText("近365天「完成订单」的金额合计 ≥ 3,000").waitFor();
  await page.getByRole("table", { name: "有这个标签的客户" }).locator("[data-main]").first().click();
  await page.waitForURL(/\/customers\/\d+\?why=high_value$/);
  await page.getByRole("dialog").getByText("为什么有「高价值客户」").waitFor();
  expect(page.wrong).toEqual([]);
});

test("tags are defined in YAML: what cannot be read is said with its place, a plan comes before publishing", async () => {
  const page = await demo.at("/tags");
  await page.getByRole("button", { name: "用 YAML 定义" }).click();
  const text = page.getByLabel("标签定义（YAML）");
  await text.fill("tags: [");
  await page.getByRole("button", { name: "预览影响" }).click();
  await page.getByText(/YAML 第 1 行第 \d+ 列无法读取/).waitFor();

  await text.fill("tags:\n  - code: e2e_buyers\n    name: { zh: 下过单, en: Ever bought }\n    rule: { event: Order Complete }\n");
  await page.getByRole("button", { name: "预览影响" }).click();
  await page.getByRole("alert").getByText("Order Completed").first().waitFor();

  await text.fill("tags:\n  - code: e2e_buyers\n    name: { zh: 下过单, en: Ever bought }\n    rule: { event: Order Completed }\n");
  await page.getByRole("button", { name: "预览影响" }).click();
  await page.getByRole("dialog").getByText("新增").waitFor();
  await page.getByRole("button", { name: "发布并计算" }).click();
  await page.getByText("已发布，人数已更新。").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).last().click();
  await page.getByPlaceholder("名称、编码、别名、拼音").fill("e2e_buyers");
  await page.getByRole("treegrid").getByText("下过单").waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});
