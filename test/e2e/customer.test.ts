import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;
/** A customer who has high_value. */
let customer: number;

beforeAll(async () => {
  demo = await openDemo();
  const page = await demo.at("/");
  const answer = await page.request.get(`${demo.program.url}/api/customers?where=high_value&limit=1`);
  const { items } = (await answer.json()) as { items: { customer: number }[] };
  customer = items[0]!.customer;
});
afterAll(() => demo?.close());

test("a click on a tag says why at the side: ticks, seen against wanted, events with times; closing stays on the customer", async () => {
  const page = await demo.at(`/customers/${customer}`);
  await page.getByRole("link", { name: "高价值客户" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("为什么有「高价值客户」").waitFor();
  await dialog.getByText("近365天「完成订单」的金额合计 ≥ 3,000").waitFor();
  await dialog.getByText("要求").waitFor();
  expect(await dialog.locator("time[datetime]").count()).toBeGreaterThan(1);
  expect(new URL(page.url()).searchParams.get("why")).toBe("high_value");
  // The dialog takes the focus when it stands; behind it nothing gets it back, however often Tab is pressed.
  const behind = () => page.evaluate(() => document.querySelector("#root")!.contains(document.activeElement));
  await expect.poll(behind).toBe(false);
  for (let pressed = 0; pressed < 12; pressed++) {
    await page.keyboard.press("Tab");
    expect(await behind()).toBe(false);
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(new URL(page.url()).search).toBe("");
  expect(page.wrong).toEqual([]);
});

test("a tag the customer has not is explained by the same tree", async () => {
  const page = await demo.at(`/customers/${customer}`);
  const pick = page.getByRole("combobox", { name: "查原因或添加标签…" });
  await pick.fill("黑名单");
  await page.locator(".ant-select-item-option").getByText("黑名单", { exact: true }).waitFor();
  await pick.press("Enter");
  await page.getByRole("dialog").getByText("为什么没有「黑名单」").waitFor();
  await page.getByRole("dialog").getByText("静态标签没有规则").waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});

test("a tag among the reasons is unfolded when asked for", async () => {
  const page = await demo.at(`/customers/${customer}?why=silent_high_value`);
  const dialog = page.getByRole("dialog");
  const inner = dialog.getByText("近365天「完成订单」的金额合计 ≥ 3,000");
  const unfold = dialog.getByRole("button", { name: "「高价值客户」的原因" });
  await unfold.waitFor();
  expect(await inner.count()).toBe(0);
  await unfold.click();
  await inner.waitFor();
  await unfold.click();
  await inner.waitFor({ state: "detached" });
  expect(page.wrong).toEqual([]);
});

test("the timeline is told by day, and narrowed to one event in the address", async () => {
  const page = await demo.at(`/customers/${customer}?event=${encodeURIComponent("Order Completed")}`);
  const feed = page.getByRole("feed");
  await feed.getByRole("article").first().waitFor();
  const names = await feed.getByRole("article").evaluateAll((articles) => articles.map((one) => one.getAttribute("aria-label")));
  expect(new Set(names)).toEqual(new Set(["完成订单"]));
  await feed.getByRole("heading").first().waitFor();
  await page.getByRole("button", { name: "查看全部属性" }).first().click();
  await page.getByText("订单号").first().waitFor();
  expect(page.wrong).toEqual([]);
});

test("a customer who is not there is named in the error, and the way back stays", async () => {
  const page = await demo.at("/customers/999999999");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("999999999");
  await page.getByRole("link", { name: "客户", exact: true }).click();
  await page.waitForURL(/\/customers$/);
});
