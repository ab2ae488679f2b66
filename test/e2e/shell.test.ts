import { afterAll, beforeAll, expect, test } from "vitest";
import { shown } from "../support/browser.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

const PAGES = ["/", "/customers", "/customers/1", "/tags", "/tags/high_value", "/segments", "/review", "/imports", "/settings"];
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("Ctrl-K finds a tag, a customer and a page, led by the keyboard", async () => {
  const page = await demo.at("/");
  await page.getByRole("heading", { name: "概览" }).waitFor();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "搜索客户、标签、页面" });
  await field.fill("沉睡会员");
  await page.getByRole("option", { name: /沉睡会员/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/tags\/sleeping_member$/);

  await page.keyboard.press("Control+k");
  await field.fill("人群");
  await page.getByRole("option", { name: "人群" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/segments$/);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached" });
  expect(page.wrong).toEqual([]);
});

test("English and dark are one click each, and stay", async () => {
  const page = await demo.at("/tags");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await page.getByRole("heading", { name: "Tags" }).waitFor();
  await page.getByRole("treegrid").getByText("High value", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Switch to dark" }).click();
  await page.reload();
  await page.getByRole("heading", { name: "Tags" }).waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset["theme"]])).toEqual(["en", "dark"]);
});

test("a browser that asks for English first is answered in English", async () => {
  const page = await demo.at("/", { locale: "en-GB" });
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});

/** One page goes to all addresses: a new one would load the program anew. */
let phone: ReturnType<DemoUnderTest["at"]> | undefined;

test.for(PAGES)("%s fits a phone without sideways scrolling, navigation at the bottom", async (path) => {
  const page = await (phone ??= demo.at("/", PHONE));
  await page.goto(demo.program.url + path);
  await shown(page);
  // What is drawn to measure, such as a chart, finds its measure a moment after it came.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect.poll(() => page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBeLessThanOrEqual(0);
  expect(await page.evaluate(() => document.querySelector("nav.tw-nav")!.getBoundingClientRect().top)).toBeGreaterThan(700);
  expect(page.wrong).toEqual([]);
});

let desk: ReturnType<DemoUnderTest["at"]> | undefined;

test.for(PAGES)("%s has one heading of the first level, a title, named controls and landmarks", async (path) => {
  const page = await (desk ??= demo.at("/"));
  await page.goto(demo.program.url + path);
  await shown(page);
  expect(await page.locator("h1").count()).toBe(1);
  expect(await page.title()).toMatch(/ · 知签 Tagwise$/);
  for (const landmark of ["main", "nav", "header"]) expect(await page.locator(landmark).first().isVisible()).toBe(true);
  const nameless = await page.locator("button:visible, a:visible, input:visible, [role=combobox]:visible").evaluateAll((controls) =>
    controls
      .filter((control) => {
        const labels = (control as HTMLInputElement).labels;
        const named = control.getAttribute("aria-label") ?? control.getAttribute("aria-labelledby") ?? control.textContent ?? "";
        return named.trim() === "" && !labels?.length;
      })
      .map((control) => control.outerHTML.slice(0, 160)),
  );
  expect(nameless).toEqual([]);
});

test("a person whose session has ended signs in again and is back where they were", async () => {
  const page = await demo.at("/tags?kind=tiered");
  await page.getByRole("treegrid").getByText("客户生命周期").waitFor();
  await page.context().clearCookies();
  await page.getByRole("link", { name: "人群", exact: true }).click();
  await page.waitForURL(/\/login\?return=/);
  await page.fill("#login", "demo");
  await page.fill("#password", "tagwise-demo");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/segments$/);
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});

test("signing out leaves nothing of the person in the page", async () => {
  const page = await demo.at("/customers");
  await page.getByRole("table").locator("[data-main]").first().waitFor();
  await page.getByRole("button", { name: /账号菜单/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await page.waitForURL(/\/login$/);
  await page.goBack();
  await page.waitForURL(/\/login/);
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});
