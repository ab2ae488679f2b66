import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

/** The page has asked and shows the answer. */
const SOON = { timeout: 20_000 };

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("a new write key shows the line for web pages; what is sent with it appears unlabelled and is named; a customer is erased by name", async () => {
  const page = await demo.at("/settings?tab=keys");
  await page.getByRole("button", { name: "新建密钥" }).first().click();
  await page.locator("#key-name").fill("官网");
  await page.locator("#key-role").click();
  await page
    .locator(".ant-select-item-option")
    .getByText(/只能上报/)
    .click();
  await page.locator(".ant-modal").getByRole("button", { name: "新建密钥" }).click();
  const line = await page.locator(".tw-secret code").last().innerText();
  const [, source, key] = /src="([^"]+)\/t\.js" data-key="(tw_\w+)"/.exec(line)!;
  expect(source).toBe(new URL(demo.program.url).origin);

  const batch = [
    { type: "identify", userId: "e2e-1", traits: { name: "试用者" } },
    { type: "track", userId: "e2e-1", event: "Trial Booked", properties: { weight: 1.5 } },
    { type: "track", userId: "e2e-1", event: "Trial Booked", properties: { slot: "am" } },
  ];
  const sent = await fetch(`${demo.program.url}/v1/batch`, { method: "POST", body: JSON.stringify({ writeKey: key, batch }) });
  expect(await sent.json()).toEqual({ success: true });

  await page.goto(`${demo.program.url}/settings?tab=catalogue`);
  const first = page.getByRole("table", { name: "事件" }).locator("[data-main]").first();
  await expect.poll(() => first.innerText(), SOON).toContain("Trial Booked");
  expect(await first.innerText()).toContain("未命名");
  await first.click();
  await page.getByText("weight", { exact: true }).waitFor();
  await page.getByLabel("中文名称").fill("预约试用");
  await page.getByRole("button", { name: "保存" }).click();
  await expect.poll(() => page.getByRole("table", { name: "事件" }).innerText(), SOON).not.toContain("未命名");

  await page.goto(`${demo.program.url}/customers/user:e2e-1`);
  await page.getByText("预约试用").first().waitFor();
  await page.getByRole("button", { name: "删除客户" }).click();
  const modal = page.locator(".ant-modal");
  expect(await modal.getByRole("button", { name: "删除客户" }).isDisabled()).toBe(true);
  await modal.getByLabel(/以确认/).fill("试用者");
  await modal.getByRole("button", { name: "删除客户" }).click();
  await page.waitForURL(/\/customers$/);
  expect((await page.request.get(`${demo.program.url}/api/customers/user:e2e-1`)).status()).toBe(404);
  expect(page.wrong).toEqual(page.wrong.filter((text) => /404/.test(text)));
});
