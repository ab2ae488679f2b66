import { afterAll, beforeAll, expect, test } from "vitest";
import { shown } from "../support/browser.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
  const page = await demo.at("/");
  const send = async (...customers: { identities: Record<string, string>; attributes?: Record<string, string> }[]) => {
    const answer = await page.request.post(`${demo.program.url}/api/customers`, {
      data: { customers },
      headers: { origin: demo.program.url },
    });
    expect(answer.status(), await answer.text()).toBeLessThan(300);
  };
  await send(
    { identities: { member: "R1", wecom: "wmr1" }, attributes: { name: "周一鸣" } },
    { identities: { member: "R2", taobao: "阿二的店" }, attributes: { name: "周二安" } },
    { identities: { wecom: "wmr1", phone: "13911110001" } },
    { identities: { taobao: "阿二的店", phone: "13911110001" } },
    { identities: { wecom: "wm_mum", phone: "13911110002" }, attributes: { name: "林妈妈" } },
    { identities: { wecom: "wm_dad", phone: "13911110002" }, attributes: { name: "林爸爸" } },
  );
});
afterAll(() => demo?.close());

test("two members that one identity links wait for a decision; after they are kept apart, the decision is listed", async () => {
  const page = await demo.at("/");
  await page.getByRole("navigation").getByRole("link", { name: "身份核对" }).click();
  await page.waitForURL(/\/review$/);
  await shown(page);
  const clash = page.getByRole("article", { name: "证据会把这两位连成一人" });
  await clash.getByText("R1", { exact: false }).first().waitFor();
  await clash.getByRole("link", { name: /周一鸣/ }).waitFor();
  await clash.getByRole("link", { name: /周二安/ }).waitFor();
  const waiting = page.getByRole("link", { name: /^身份核对 \d+ 项待判断$/ });
  await waiting.waitFor();
  const before = Number(/(\d+) 项待判断/.exec(await waiting.innerText())?.[1]);
  await clash.getByRole("button", { name: "不是，保持分开" }).click();
  await clash.waitFor({ state: "detached" });
  await page.getByRole("link", { name: `身份核对 ${before - 1} 项待判断` }).waitFor();
  await page.getByText("已判断", { exact: true }).click();
  await page.getByRole("article", { name: "证据会把这两位连成一人" }).getByText(/判断/).first().waitFor();
  expect(new URL(page.url()).searchParams.get("state")).toBe("kept");
  expect(page.wrong).toEqual([]);
});

test("on a phone the list of what waits is read and decided in one column, in English too", async () => {
  const page = await demo.at("/review", { viewport: { width: 390, height: 844 }, locale: "en-US" });
  await page
    .getByRole("article", { name: /2 different WeCom/ })
    .getByRole("button", { name: "Leave it aside" })
    .waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(page.wrong).toEqual([]);
});

test("a family's phone is set aside until a person says whose it is", async () => {
  const page = await demo.at("/review?kind=shared");
  const card = page.getByRole("article", { name: /2 个不同的企业微信/ });
  await card.getByText("+8613911110002").waitFor();
  // The list may refresh by itself before the decision is answered; the customers' rows are theirs once it is.
  const answered = page.waitForResponse((response) => response.request().method() === "POST" && response.url().includes("/api/reviews/"));
  await card.getByRole("listitem").filter({ hasText: "林爸爸" }).getByRole("button", { name: "归这位客户" }).click();
  expect((await answered).status()).toBe(200);
  await card.waitFor({ state: "detached" });
  const answer = await page.request.get(`${demo.program.url}/api/customers/${encodeURIComponent("phone:13911110002")}`);
  const { name } = (await answer.json()) as { name: string };
  expect(name).toBe("林爸爸");
  expect(page.wrong).toEqual([]);
});

test("two customers are merged by hand with what will move in sight, and parted again by undoing it", async () => {
  const page = await demo.at(`/customers/${encodeURIComponent("wecom:wm_mum")}?view=identities`);
  await page.getByRole("button", { name: "合并客户…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("与哪位客户合并").fill("wecom:wm_dad");
  await dialog.getByRole("button", { name: /查\s?看/ }).click();
  await dialog.getByText("随之移动").waitFor();
  await dialog.getByLabel("原因").fill("夫妻共用一个账号");
  await dialog.getByRole("button", { name: /合\s?并/ }).click();
  // Of the merges in the list the one with this reason; the field in which it was typed says it too.
  const merge = page.locator(".tw-merges").getByRole("listitem").filter({ hasText: "夫妻共用一个账号" });
  await merge.getByRole("button", { name: "撤销合并" }).click();
  await page.getByRole("dialog").getByLabel("原因").fill("弄错了");
  // What passes by is not waited for: the answer is, and what stays in the list.
  const undone = page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/undo"));
  await page.getByRole("dialog").getByRole("button", { name: "撤销合并" }).click();
  const answered = await undone;
  expect(answered.status(), await answered.text()).toBe(200);
  await page
    .getByText(/已撤销/)
    .first()
    .waitFor();
  const names = await Promise.all(
    ["wm_mum", "wm_dad"].map(async (external) => {
      const answer = await page.request.get(`${demo.program.url}/api/customers/wecom:${external}`);
      return ((await answer.json()) as { name: string }).name;
    }),
  );
  expect(names).toEqual(["林妈妈", "林爸爸"]);
  expect(page.wrong).toEqual([]);
});

test("limits of identities are changed with what that changes in sight, and what exceeds them is counted", async () => {
  const page = await demo.at("/");
  await shown(page);
  const counts = (await (await page.request.get(`${demo.program.url}/api/reviews/counts`)).json()) as Record<string, number>;
  const waiting = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const customers = [1, 2, 3].map((number) => ({ identities: { wecom: `wm_kiosk${number}`, device: "kiosk" } }));
  const sent = await page.request.post(`${demo.program.url}/api/customers`, {
    data: { customers },
    headers: { origin: demo.program.url },
  });
  expect(sent.status(), await sent.text()).toBeLessThan(300);
  // Nobody reloads: that somebody waits is told.
  await page.getByRole("link", { name: `身份核对 ${waiting + 1} 项待判断` }).waitFor();
  await page.goto(`${demo.program.url}/settings?tab=identity`);
  await shown(page);
  const devices = page
    .getByRole("list", { name: "身份的类别，可信的在前" })
    .locator("li", { has: page.getByRole("heading", { name: "设备" }) });
  await devices.getByRole("link", { name: "1 个已搁置" }).waitFor();
  await page.getByRole("button", { name: "修改设备的上限" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("修改数字后，这里会显示将改变什么。").waitFor();
  await dialog.getByLabel("共用上限").fill("3");
  await dialog.getByText("3 个客户并入别的客户").waitFor();
  await dialog.getByText("1 个身份不再搁置").waitFor();
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await dialog.waitFor({ state: "detached" });
  await devices.getByRole("link", { name: "1 个已搁置" }).waitFor({ state: "detached" });
  const owners = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const read = await page.request.get(`${demo.program.url}/api/customers/wecom:wm_kiosk${number}`);
      return ((await read.json()) as { customer: number }).customer;
    }),
  );
  expect(new Set(owners).size).toBe(1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(page.wrong).toEqual([]);
});
