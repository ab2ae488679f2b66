import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const PASSWORD = "correct horse";

test("a rule whose group needs an approval becomes a request; who made it cannot approve it, another manager compares, comments and publishes", async () => {
  const page = await demo.at("/tags");
  const origin = demo.program.url;
  const headers = { origin };
  await page.request.put(`${origin}/api/tag-groups/%2F/approval`, { data: { approval: "needed" }, headers });
  await page.request.post(`${origin}/api/people`, { data: { login: "zhao", name: "赵敏", role: "manager", password: PASSWORD }, headers });

  await page.goto(`${origin}/tags/high_value/rule`);
  const outcome = page.getByRole("region", { name: "这条规则的结果" });
  await outcome.getByText("精确").waitFor();
  await page.getByRole("textbox", { name: "取值" }).fill("4000");
  await page.getByRole("button", { name: "发布…" }).click();
  const asking = page.getByRole("region", { name: "提交审批" });
  await asking.getByLabel("一句话说明").fill("门槛改为四千");
  expect(await page.getByRole("button", { name: "发布并计算" }).count()).toBe(0);
  await asking.getByRole("button", { name: "提交审批" }).click();
  await page.getByRole("link", { name: /^申请 \d+/ }).click();
  await page.waitForURL(/\/changes\/\d+$/);
  await page.getByText("自己的修改要由别人审批").waitFor();
  expect(await page.getByRole("button", { name: "批准并发布" }).count()).toBe(0);
  const address = new URL(page.url()).pathname;

  const other = await demo.browser.page();
  const signedIn = await other.request.post(`${origin}/api/session`, { data: { login: "zhao", password: PASSWORD }, headers });
  expect(signedIn.ok()).toBe(true);
  await other.goto(`${origin}/changes`);
  await other.getByText("1 份修改申请等您审批").first().waitFor();
  await other.getByRole("link", { name: /门槛改为四千/ }).click();
  await other.waitForURL((url) => url.pathname === address);
  await other.getByText("≥ 3,000").first().waitFor();
  await other.getByText("≥ 4,000").first().waitFor();
  await other.getByRole("button", { name: "预览谁会进入、谁会离开" }).click();
  await other.getByRole("region", { name: "预览影响" }).waitFor();
  await other.getByRole("textbox", { name: "留言" }).fill("口径一致");
  await other.getByRole("button", { name: "批准并发布" }).click();
  await other.getByText("已发布，人数已更新").waitFor();
  await other.getByText("口径一致").waitFor();
  await other.getByText(/· 已发布/).waitFor();
  expect(other.wrong.filter((text) => !/40[134]|422/.test(text))).toEqual([]);
  await page.goto(`${origin}/tags/high_value`);
  await page.locator(".tw-definition-sentence").getByText("≥ 4,000").waitFor();
});
