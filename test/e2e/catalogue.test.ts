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
  const first = page.getByRole("table", { name: "行为" }).locator("[data-main]").first();
  await expect.poll(() => first.innerText(), SOON).toContain("Trial Booked");
  expect(await first.innerText()).toContain("未命名");
  await first.click();
  await page.getByText("weight", { exact: true }).waitFor();
  await page.getByLabel("中文名称").fill("预约试用");
  await page.getByRole("button", { name: "保存" }).click();
  await expect.poll(() => page.getByRole("table", { name: "行为" }).innerText(), SOON).not.toContain("未命名");

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

test("products that a file brings are listed and found, and fill in what is sent afterwards", async () => {
  const page = await demo.at("/settings?tab=catalogue&view=products");
  await page.getByText("还没有商品").waitFor();
  const headers = { origin: demo.program.url };
  const api = async <T>(path: string, data: string | object, more: Record<string, string> = {}): Promise<T> => {
    const answer = await page.request.post(`${demo.program.url}/api${path}`, { data, headers: { ...headers, ...more } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as T;
  };
  const file = "商品SKU,商品名称,商品品类,商品单价\nE2E-1,婴儿纸尿裤,母婴,89.5\nE2E-2,不锈钢保温杯,家居,129\n";
  const { upload } = await api<{ upload: string }>("/uploads?name=products.csv", file, { "content-type": "application/octet-stream" });
  const { job } = await api<{ job: string }>("/imports", { upload });
  // The page hears of it by itself.
  const table = page.getByRole("table", { name: "商品" });
  await table.getByText("婴儿纸尿裤").waitFor();
  await page.getByLabel("SKU、名称、品牌或品类").fill("家居");
  await page.waitForURL(/q=/);
  await page.locator('[role="table"][aria-rowcount="1"]').getByText("不锈钢保温杯").waitFor();

  // Whoever sends after the import has ended is filled in.
  const state = async (): Promise<string> =>
    ((await (await page.request.get(`${demo.program.url}/api/jobs/${job}?wait=30000`)).json()) as { state: string }).state;
  while (["queued", "running"].includes(await state()));
  const events = [{ event: "Product Viewed", identities: { user: "e2e-2" }, properties: { sku: "E2E-1" } }];
  await api("/events", { events });
  await page.goto(`${demo.program.url}/customers/user:e2e-2`);
  await page
    .getByText(/婴儿纸尿裤/)
    .first()
    .waitFor();
  expect(page.wrong).toEqual([]);
});

test("names that cannot be used and ids with other content are shown to a person, and a clock that is off at its event", async () => {
  const headers = { origin: demo.program.url };
  const page = await demo.at("/settings?tab=catalogue&view=conflicts");
  await page.getByText("没有编号冲突").waitFor();
  const event = (amount: number, more: object = {}) => ({
    type: "track",
    userId: "e2e-clash",
    event: "Order Completed",
    messageId: "e2e-1001",
    timestamp: "2026-01-05T08:00:00Z",
    properties: { amount },
    ...more,
  });
  const late = {
    messageId: "e2e-1002",
    timestamp: new Date(Date.now() - 7_200_000).toISOString(),
    sentAt: new Date(Date.now() - 3_600_000).toISOString(),
  };
  const messages = [event(10), event(12), event(13, late), event(1, { messageId: "e2e-1003", properties: { "收货\n地址": "x" } })];
  const sent = await page.request.post(`${demo.program.url}/api/messages`, { headers, data: { messages } });
  expect((await sent.json()).results.map(({ issues }: { issues: { code: string }[] }) => issues.map(({ code }) => code))).toEqual([
    [],
    ["ID_CONFLICT"],
    [],
    ["CODE_SIGN"],
  ]);
  await page.reload();
  const row = page.getByRole("table", { name: "编号冲突" });
  await expect.poll(() => row.innerText(), SOON).toContain("e2e-1001");
  expect(await row.innerText()).toContain('"amount":12');
  await page.goto(`${demo.program.url}/settings?tab=catalogue`);
  await page.getByText(/收到 1 个名称不能用的字段/).waitFor();

  await page.goto(`${demo.program.url}/customers/user:e2e-clash`);
  await page.getByRole("button", { name: "查看全部属性" }).first().click();
  await page.getByText(/发送方时钟相差 6\d(\.\d)? 分钟/).waitFor();
  expect(page.wrong).toEqual([]);
});
