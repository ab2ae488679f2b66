import { afterAll, beforeAll, expect, test } from "vitest";
import type { APIRequestContext, Page } from "playwright-core";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

/** Asks the API aside, as another person's page would. */
async function assign(request: APIRequestContext, tag: string, change: { add?: string[]; remove?: string[] }): Promise<void> {
  const answer = await request.post(`${demo.program.url}/api/tags/${tag}/members`, { data: change, headers: { origin: demo.program.url } });
  expect(answer.status()).toBe(200);
}
/** What the API says, asked aside: the page may still be counting. */
async function membersOf(request: APIRequestContext, tag: string): Promise<number> {
  return ((await (await request.get(`${demo.program.url}/api/tags/${tag}`)).json()) as { members: number }).members;
}
const wrong = (page: Page & { readonly wrong: readonly string[] }) =>
  page.wrong.filter((text) => !/40[14]|422|ERR_|Failed to load/.test(text));

test("a tag's count and members follow what somebody else does, without reload; place, selection and typed text stay", async () => {
  const page = await demo.at("/tags/koc");
  const count = page.locator(".tw-hero-number").first();
  await count.waitFor();
  const other = await demo.at("/customers");
  const before = await membersOf(page.request, "koc");
  await page.evaluate(() => ((window as unknown as { kept: boolean }).kept = true));
  const { items } = (await (await page.request.get(`${demo.program.url}/api/customers?where=not koc&limit=3`)).json()) as {
    items: { customer: number }[];
  };
  const add = items.map(({ customer }) => String(customer));

  await other.locator("input[type=search], input[placeholder]").first().fill("typed and kept");
  await assign(page.request, "koc", { add });
  await expect.poll(async () => Number((await count.innerText()).replace(/\D/g, "")), { timeout: 20_000 }).toBe(before + 3);
  await page.getByRole("table", { name: "有这个标签的客户" }).locator(`a[href^="/customers/${add[0]}"], [data-main]`).first().waitFor();
  expect(await page.evaluate(() => (window as unknown as { kept?: boolean }).kept)).toBe(true);
  expect(await other.locator("input[type=search], input[placeholder]").first().inputValue()).toBe("typed and kept");

  await page.goto(`${demo.program.url}/customers/${add[0]}`);
  const chip = page.locator("#main").getByRole("link", { name: "种草达人" }).first();
  await chip.waitFor();
  await page.locator("#main").evaluate((main) => main.scrollTo(0, 120));
  await assign(page.request, "koc", { remove: [add[0]!] });
  await chip.waitFor({ state: "detached" });
  expect(await page.locator("#main").evaluate((main) => main.scrollTop)).toBeGreaterThan(100);
  expect(wrong(page)).toEqual([]);
});

test("a page that lost its line says so quietly, comes back by itself and shows what it missed", async () => {
  const page = await demo.at("/tags/koc");
  const count = page.locator(".tw-hero-number").first();
  await count.waitFor();
  const before = await membersOf(page.request, "koc");
  const { items } = (await (await page.request.get(`${demo.program.url}/api/customers?where=not koc&limit=1`)).json()) as {
    items: { customer: number }[];
  };
  await page.context().setOffline(true);
  await page.getByText("实时更新已断开").waitFor({ timeout: 60_000 });
  await page.context().setOffline(false);
  await assign(page.request, "koc", { add: items.map(({ customer }) => String(customer)) });
  await page.getByText("实时更新已断开").waitFor({ state: "detached" });
  await expect.poll(async () => Number((await count.innerText()).replace(/\D/g, "")), { timeout: 20_000 }).toBe(before + 1);
  expect(wrong(page)).toEqual([]);
});
