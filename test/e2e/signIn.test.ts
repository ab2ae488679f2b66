import { afterAll, beforeAll, expect, test } from "vitest";
import { screenshot, shown } from "../support/browser.ts";
import { ACCOUNT, openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("who is not signed in is asked to, is told when the password is wrong, and comes to where they wanted to go", async () => {
  const page = await demo.browser.page();
  await page.goto(`${demo.program.url}/tags`);
  await page.waitForURL(/\/login/);
  await page.fill("#login", ACCOUNT.login);
  await page.fill("#password", "not the password");
  await page.click("button[type=submit]");
  await page.getByText("账号或密码不对").waitFor();
  await screenshot(page, "e2e/sign-in");
  await page.fill("#password", ACCOUNT.password);
  await page.click("button[type=submit]");
  await page.waitForURL(/\/tags/);
  expect(page.wrong.filter((text) => !text.includes("401"))).toEqual([]);
});

test.for([
  ["/", "overview"],
  ["/tags", "tags"],
  ["/tags/high_value", "tag"],
  ["/customers", "customers"],
  ["/customers/1", "customer"],
] as const)("%s opens without an error in the page", async ([path, name]) => {
  const page = await demo.at(path);
  await shown(page);
  await screenshot(page, `e2e/${name}`);
  expect(await page.locator("main").first().innerText()).toMatch(/\p{Script=Han}/u);
  expect(page.wrong).toEqual([]);
});
