import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";

let demo: DemoUnderTest;
let receiver: Receiver;
beforeAll(async () => {
  [demo, receiver] = await Promise.all([openDemo({ env: { TAGWISE_WEBHOOK_NETWORKS: "127.0.0.0/8" } }), openReceiver()]);
});
afterAll(async () => {
  await receiver?.close();
  await demo?.close();
});

test("a webhook is made, tested, tells of a tag that somebody puts on, and its deliveries are seen without reload", async () => {
  const page = await demo.at("/settings?tab=webhooks");
  await page.getByRole("button", { name: "新建 Webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "新建 Webhook" });
  await dialog.getByLabel("名称").fill("会员系统");
  await dialog.getByLabel("接收地址").fill("http://169.254.169.254/");
  const tags = dialog.getByRole("combobox", { name: "标签" });
  await tags.fill("种草");
  await page.locator(".ant-select-item-option").getByText("种草达人").click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "新建 Webhook" }).click();
  await dialog.getByRole("alert").getByText("内部网络").waitFor();
  await dialog.getByLabel("接收地址").fill(receiver.url);
  await dialog.getByRole("button", { name: "新建 Webhook" }).click();
  const made = page.getByRole("dialog", { name: "Webhook 已创建" });
  const secret = await made.getByText(/^whsec_/).innerText();
  await made.getByRole("button", { name: "关闭" }).last().click();

  await page.getByRole("table", { name: "Webhook" }).getByRole("button", { name: "会员系统" }).click();
  const drawer = page.getByRole("dialog", { name: "会员系统" });
  await drawer.getByRole("button", { name: "发送测试" }).click();
  await page.getByRole("menuitem", { name: "获得标签" }).click();
  await drawer.getByText(/对方答复 200/).waitFor();
  const deliveries = drawer.getByRole("table", { name: "推送记录" });
  await deliveries.getByText("测试").waitFor();

  const answer = await page.request.post(`${demo.program.url}/api/tags/koc/members`, {
    data: { add: ["1"] },
    headers: { origin: demo.program.url },
  });
  const { entered } = (await answer.json()) as { entered: number };
  const move = entered === 1 ? "entered" : "left";
  if (entered === 0)
    await page.request.post(`${demo.program.url}/api/tags/koc/members`, { data: { remove: ["1"] }, headers: { origin: demo.program.url } });
  await deliveries.getByText("已送达").waitFor();
  const [, told] = await receiver.count(2);
  expect(new Webhook(secret).verify(told!.body, told!.headers as Record<string, string>)).toMatchObject({
    type: `customer.tag.${move}`,
    data: { changes: [{ customer: 1, tag: { code: "koc" } }] },
  });

  await drawer.getByRole("button", { name: "重新推送" }).click();
  await receiver.count(3);
  expect(receiver.received[2]!.body).toBe(told!.body);

  await drawer.getByRole("button", { name: "更换密钥" }).click();
  const rotating = page.getByRole("dialog", { name: "更换签名密钥" });
  await rotating.getByRole("button", { name: "更换密钥" }).click();
  const rotated = page.getByRole("dialog", { name: "新的签名密钥" });
  const second = await rotated.getByText(/^whsec_/).innerText();
  await rotated.getByRole("button", { name: "关闭" }).last().click();
  await drawer.getByText("前仍一并签名").waitFor();
  await drawer.getByRole("button", { name: "发送测试" }).click();
  await page.getByRole("menuitem", { name: "失去标签" }).click();
  const during = (await receiver.count(4))[3]!;
  for (const each of [secret, second]) new Webhook(each).verify(during.body, during.headers as Record<string, string>);
  await drawer.getByRole("button", { name: "立即停用" }).click();
  await drawer.getByText("前仍一并签名").waitFor({ state: "detached" });
  await drawer.getByRole("button", { name: "删除" }).click();
  await page.getByRole("tooltip").getByRole("button", { name: "删除" }).click();
  await page.getByText("还没有 Webhook").waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});
