import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

/** What nobody but the page itself said of its numbers. */
const ownFaults = (wrong: readonly string[]) => wrong.filter((text) => !/40[14]|422/.test(text));

test("a number of a rule is changed: an estimate comes first, then the exact count; published, the tag has that many members", async () => {
  const page = await demo.at("/tags/high_value");
  /** The answer about the draft with this number, not one about an older text that is still on its way. */
  const answerAbout = (path: RegExp, number: string) =>
    page.waitForResponse((response) => path.test(response.url()) && (response.request().postData() ?? "").includes(number));
  const published = answerAbout(/\/api\/rules\/preview/, "3000");
  await page.getByRole("link", { name: "编辑规则" }).click();
  await page.waitForURL(/\/tags\/high_value\/rule$/);
  const outcome = page.getByRole("region", { name: "这条规则的结果" });
  await outcome.getByText("精确").waitFor();
  const { count: before } = (await (await published).json()) as { count: number };

  // The exact answer is held back until the estimate was seen.
  const held = Promise.withResolvers<void>();
  await page.route("**/api/rules/preview*", async (route) => {
    await held.promise;
    await route.continue();
  });
  const estimated = answerAbout(/\/api\/rules\/estimate/, "1500");
  await page.getByRole("textbox", { name: "取值" }).fill("1500");
  const guess = ((await (await estimated).json()) as { estimate: { count: number } }).estimate.count;
  expect(guess).toBeGreaterThan(before);
  await outcome.getByText("正在计算").waitFor();
  await outcome.getByText(String(guess), { exact: true }).first().waitFor();
  const exact = answerAbout(/\/api\/rules\/preview/, "1500");
  held.resolve();
  const { count } = (await (await exact).json()) as { count: number };
  await outcome.getByText("精确").waitFor();
  await outcome
    .getByText(`${count - before}`, { exact: true })
    .first()
    .waitFor();

  await page.getByRole("button", { name: "发布…" }).click();
  await page.getByText("修改").first().waitFor();
  await page.getByRole("button", { name: "发布并计算" }).click();
  await page.getByText("已发布，人数已更新").waitFor();
  await page.getByRole("navigation", { name: "标签组" }).getByRole("link", { name: "高价值客户" }).click();
  await page.locator(".tw-definition-sentence").getByText("近365天「完成订单」的金额合计 ≥ 1,500").waitFor();
  await page.locator(".tw-facts-hero").getByText(String(count), { exact: true }).first().waitFor();
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("conditions are added, grouped and negated by the keyboard, and the YAML says the same; what is wrong stands where it is", async () => {
  const page = await demo.at("/tags/repeat_buyer/rule");
  const outcome = page.getByRole("region", { name: "这条规则的结果" });
  await outcome.getByText("精确").waitFor();
  await page.getByRole("button", { name: "加条件" }).first().press("Enter");
  await page.getByRole("menuitem", { name: "属性" }).press("Enter");
  await page.getByRole("combobox", { name: "属性" }).fill("会员等级");
  await page.locator(".ant-select-item-option-active").getByText("会员等级", { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "取值" }).last().fill("金卡");
  await outcome.getByText("精确").waitFor();
  await page.getByRole("button", { name: "且" }).press("Enter");
  await page.getByRole("button", { name: "或", exact: true }).waitFor();

  await page.getByText("YAML", { exact: true }).click();
  const text = page.getByRole("textbox", { name: "标签定义（YAML）" });
  await expect.poll(() => text.inputValue()).toContain("is: 金卡");
  expect(await text.inputValue()).toContain("any:");
  await text.fill((await text.inputValue()).replace("is: 金卡", "iss: 金卡"));
  await page.getByText("rule.any[1].iss").waitFor();
  await text.fill((await text.inputValue()).replace("iss: 金卡", "isNot: 金卡"));
  await page.getByText("搭建", { exact: true }).click();
  await page.getByText("不是", { exact: true }).first().waitFor();

  await page.getByRole("textbox", { name: "取值" }).first().fill("三次");
  await page.getByRole("alert").getByText("「三次」").waitFor();
  expect(await page.getByRole("button", { name: "发布…" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "放弃修改" }).click();
  await outcome.getByText("精确").waitFor();
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("the favourite category is a measure of its own, and a text is asked without regard to case", async () => {
  const page = await demo.at("/tags/repeat_buyer/rule");
  const outcome = page.getByRole("region", { name: "这条规则的结果" });
  await outcome.getByText("精确").waitFor();
  await page.getByRole("combobox", { name: "度量" }).first().fill("最常见的商品·品类");
  await page.locator(".ant-select-item-option-active").getByText("最常见的商品·品类", { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "取值" }).first().fill("母婴");
  await page.getByRole("button", { name: "不分大小写" }).click();
  await outcome.getByText("精确").waitFor();
  await page.getByText("YAML", { exact: true }).click();
  const text = page.getByRole("textbox", { name: "标签定义（YAML）" });
  await expect.poll(() => text.inputValue()).toContain("mostFrequent: products[].category");
  expect(await text.inputValue()).toContain("ignoreCase: true");
  expect(ownFaults(page.wrong)).toEqual([]);
});
