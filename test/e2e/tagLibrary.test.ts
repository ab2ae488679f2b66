import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TagDictionary } from "../../src/contract/index.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("the dictionary explains every tag by its group, is searched, and is written as Markdown", async () => {
  const page = await demo.at("/tags");
  await page.getByRole("link", { name: "标签字典" }).click();
  await page.waitForURL(/\/dictionary$/);
  // The words of the demonstration are in the language in which it was made.
  const { items } = (await (await page.request.get(`${demo.program.url}/api/tag-dictionary`)).json()) as TagDictionary;
  const [silent, demanding] = ["silent", "demanding"].map((code) => items.find((tag) => tag.code === code)!);
  const entries = page.getByRole("article");
  await expect.poll(() => entries.count()).toBe(items.length);
  // What is out of view is there and is not drawn.
  await page.getByRole("article", { name: silent!.name.zh, exact: true }).getByText(silent!.criteria!).waitFor({ state: "attached" });
  await page
    .getByRole("navigation", { name: "标签组" })
    .getByRole("button", { name: silent!.group.map(({ zh }) => zh).join(" / ") })
    .waitFor();
  await page.getByRole("textbox", { name: "名称、口径、规则、负责人" }).fill(demanding!.purpose!);
  await page.waitForURL(/q=/);
  await expect.poll(() => entries.count()).toBe(1);
  await page.getByRole("article", { name: "高要求客户" }).waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Markdown" }).click()]);
  expect(file.suggestedFilename()).toBe("标签字典.md");
  expect(await readFile(await file.path(), "utf8")).toContain("### 高要求客户");
  expect(page.wrong).toEqual([]);
});

test("a template is chosen, filled in with one's own count before it is added, and opens the editor filled in", async () => {
  const page = await demo.at("/new-tag");
  await page.getByRole("link", { name: "从模板新建" }).click();
  await page.getByRole("link", { name: /单笔大额/ }).click();
  const form = page.getByRole("dialog", { name: "单笔大额" });
  await form.getByText("365 天内有一次「完成订单」的「金额」超过 1000 元").waitFor();
  await form.getByLabel("单笔超过").fill("500");
  await form.getByText(/超过 500 元/).waitFor();
  await form.getByRole("status").waitFor();
  await form.getByRole("button", { name: "用这个模板" }).click();
  await page.waitForURL(/template=big_order/);
  expect(await page.getByLabel("名称", { exact: true }).inputValue()).toBe("单笔大额");
  await page.getByRole("region", { name: "这条规则的结果" }).getByText("精确").waitFor();
  await page.getByRole("button", { name: "发布…" }).click();
  await page.getByRole("button", { name: "发布并计算" }).click();
  await page.waitForURL(/\/tags\/[a-z_]+$/);
  await page.locator(".tw-definition-sentence").getByText(/500/).waitFor();
  expect(page.wrong.filter((text) => !/40[149]|422/.test(text))).toEqual([]);
});

test("a tag is made of a segment from the list of segments", async () => {
  const page = await demo.at("/segments");
  await page.request.post(`${demo.program.url}/api/segments`, {
    data: { name: "沉默的高价值", where: "高价值客户 且 近期沉默" },
    headers: { origin: demo.program.url },
  });
  await page.reload();
  await page.getByRole("link", { name: "把「沉默的高价值」建成标签" }).click();
  await page.waitForURL(/segment=/);
  expect(await page.getByLabel("名称", { exact: true }).inputValue()).toBe("沉默的高价值");
  await page.getByRole("region", { name: "这条规则的结果" }).getByText("精确").waitFor();
});
