import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

/** What nobody but the page itself said of its numbers. */
const ownFaults = (wrong: readonly string[]) => wrong.filter((text) => !/40[149]|422/.test(text));
const nameField = (page: { getByLabel: Awaited<ReturnType<DemoUnderTest["at"]>>["getByLabel"] }) =>
  page.getByLabel("名称", { exact: true });

test("a static tag is three fields and done: its code comes from its name, and a doubtful name says why", async () => {
  const page = await demo.at("/tags");
  await page.getByRole("link", { name: "新建标签" }).click();
  await page.waitForURL(/\/new-tag$/);
  expect(await page.getByRole("button", { name: "新建", exact: true }).isDisabled()).toBe(true);
  await nameField(page).fill("其他客户");
  await page.getByText("「其他」说明不了是哪些客户").waitFor();
  await nameField(page).fill("门店熟客");
  await page.getByText("「其他」说明不了是哪些客户").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "橙" }).check();
  await page.getByLabel("含义", { exact: true }).fill("店员认识的常客");
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.waitForURL(/\/tags\/men_dian_shu_ke$/);
  await page.getByText("店员认识的常客").waitFor();
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("a rule tag is named and built with the mouse; the code of another tag is refused at its field with whose it is", async () => {
  const page = await demo.at("/new-tag?kind=rule");
  await nameField(page).fill("近期买过多次");
  await page.getByRole("button", { name: "更多设置" }).click();
  await page.getByLabel("编码", { exact: true }).fill("high_value");
  await page.getByRole("alert").getByText("编码「high_value」属于标签「高价值客户」").waitFor();
  expect(await page.getByRole("button", { name: "发布…" }).isDisabled()).toBe(true);
  await page.getByLabel("编码", { exact: true }).fill("often_lately");
  await page.getByRole("textbox", { name: "时长" }).fill("365");
  await page.getByRole("textbox", { name: "取值" }).fill("3");
  await page.getByRole("region", { name: "这条规则的结果" }).getByText("精确").waitFor();
  await page.getByRole("button", { name: "发布…" }).click();
  await page.getByText("新增").first().waitFor();
  await page.getByRole("button", { name: "发布并计算" }).click();
  await page.waitForURL(/\/tags\/often_lately$/);
  await page.locator(".tw-definition-sentence").getByText("近365天「完成订单」次数 ≥ 3 次").waitFor();
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("a tiered tag has rows that are moved, each with its count, and the rest", async () => {
  const page = await demo.at("/new-tag?kind=tiered");
  await nameField(page).fill("下单档位");
  const names = page.getByRole("textbox", { name: "这一档的名称" });
  await names.first().fill("偶尔");
  await names.nth(1).fill("经常");
  await names.nth(1).press("Alt+ArrowUp");
  await expect
    .poll(() => names.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)))
    .toEqual(["经常", "偶尔"]);
  await page.getByLabel("其余客户").fill("没有");
  await page.getByRole("region", { name: "这条规则的结果" }).getByText("精确").waitFor();
  await page.getByRole("button", { name: "发布…" }).click();
  await page.getByText("新增").first().waitFor();
  await page.getByRole("button", { name: "发布并计算" }).click();
  await page.waitForURL(/\/tags\/xia_dan_dang_wei$/);
  await page.getByRole("heading", { name: /各档人数/ }).waitFor();
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("a metric is a measure with a unit", async () => {
  const page = await demo.at("/new-tag?kind=metric");
  await nameField(page).fill("近一年消费");
  await page.getByRole("combobox", { name: "度量" }).fill("金额合计");
  await page.locator(".ant-select-item-option-active").waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("单位", { exact: true }).last().fill("¥");
  await page.getByText(/显示为 .*¥/).waitFor();
  await page.getByRole("button", { name: "发布…" }).click();
  await page.getByText("新增").first().waitFor();
  await page.getByRole("button", { name: "发布并计算" }).click();
  await page.waitForURL(/\/tags\/jin_yi_nian_xiao_fei$/);
  await page.getByRole("heading", { name: "数值分布" }).waitFor();
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("a tag is copied, edited in place, retired where nothing uses it, and brought back", async () => {
  const page = await demo.at("/new-tag?from=high_value");
  await expect.poll(() => nameField(page).inputValue()).toBe("高价值客户 副本");
  await page.getByText("规则完全相同").first().waitFor();
  await page.goto(`${demo.program.url}/tags/men_dian_shu_ke`);
  await page.getByRole("button", { name: "修改", exact: true }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("口径", { exact: true }).fill("每月到店两次以上");
  await drawer.getByRole("button", { name: "保存" }).click();
  await drawer.waitFor({ state: "detached" });
  await page.getByText("每月到店两次以上").first().waitFor();
  await page.getByRole("button", { name: "复制、暂停、停用、删除" }).click();
  await page.getByRole("menuitem", { name: "停用" }).click();
  await page.getByText("这个标签已停用").waitFor();
  await page.getByRole("button", { name: "恢复并重新计算" }).click();
  await page.getByText("这个标签已停用").waitFor({ state: "detached" });
  // What is in use is not retired: its uses are named.
  await page.goto(`${demo.program.url}/tags/high_value`);
  await page.getByRole("button", { name: "复制、暂停、停用、删除" }).click();
  await page.getByRole("menuitem", { name: "停用" }).click();
  await page.getByRole("dialog").getByText("还在使用，不能停用").waitFor();
  await expect.poll(() => page.getByRole("dialog").getByRole("link").count()).toBeGreaterThan(0);
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("a changed threshold lists the tags that stand on it with their moves, and offers the criteria for change", async () => {
  const page = await demo.at("/tags/high_value/rule");
  await page.getByRole("textbox", { name: "取值" }).fill("5000");
  await page.getByText("口径还是原来的说法").waitFor();
  await page.getByRole("region", { name: "这条规则的结果" }).getByText("精确").waitFor();
  await page.getByRole("button", { name: "发布…" }).click();
  const plan = page.getByRole("region", { name: "预览影响" });
  await plan.getByText(/定义不变，但 \d+ 个标签的人数会变/).waitFor();
  await expect.poll(() => plan.getByRole("link").count()).toBeGreaterThan(1);
  expect(ownFaults(page.wrong)).toEqual([]);
});

test("a tag whose code is new has a page like any other; never used, it is deleted, and one with customers is not", async () => {
  const page = await demo.at("/new-tag");
  await nameField(page).fill("上新尝鲜");
  await page.getByRole("button", { name: "更多设置" }).click();
  await page.getByLabel("编码", { exact: true }).fill("new");
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.waitForURL(/\/tags\/new$/);
  await page.getByRole("heading", { name: "上新尝鲜" }).waitFor();
  await page.getByRole("button", { name: "复制、暂停、停用、删除" }).click();
  await page.getByRole("menuitem", { name: "删除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await page.getByText("已删除「上新尝鲜」").waitFor();
  expect(ownFaults(page.wrong)).toEqual([]);
  const used = await demo.at("/tags/high_value");
  await used.getByRole("button", { name: "复制、暂停、停用、删除" }).click();
  await used.getByRole("menuitem", { name: "删除" }).click();
  await used.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await used.getByText("删除会丢掉这些历史").waitFor();
  expect(await used.getByRole("dialog").getByRole("button", { name: "删除" }).isDisabled()).toBe(true);
});
