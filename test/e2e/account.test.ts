import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { screenshot, shown } from "../support/browser.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

const LOGIN = "account";
const PASSWORD = "correct horse";

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await openDemo();
  const page = await demo.at("/settings");
  const data = { login: LOGIN, name: "小王", role: "editor", password: PASSWORD };
  await page.request.post(`${demo.program.url}/api/people`, { data, headers: { origin: demo.program.url } });
});
afterAll(() => demo?.close());

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto(`${demo.program.url}/login`);
  await page.getByLabel("账号").fill(LOGIN);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
}

test("a person changes the name and the password, turns on two-step verification, and signs in with a code and a recovery code", async () => {
  const page = await demo.browser.page();
  await signIn(page, PASSWORD);
  await page.getByRole("heading", { name: "概览" }).waitFor();
  await page.goto(`${demo.program.url}/settings`);
  await page.getByLabel("姓名").fill("王小明");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("button", { name: "王小明" }).waitFor();

  await page.getByRole("button", { name: "修改密码" }).click();
  const password = page.getByRole("dialog", { name: "修改密码" });
  await password.getByLabel("当前密码").fill("not this one");
  await password.getByLabel("新密码").fill("another horse");
  await password.getByRole("button", { name: "修改密码" }).click();
  await password.getByRole("alert").getByText("当前密码不对").waitFor();
  await password.getByLabel("当前密码").fill(PASSWORD);
  await password.getByRole("button", { name: "修改密码" }).click();
  await page.getByText("密码已修改").waitFor();

  await page.getByRole("button", { name: "开启两步验证" }).click();
  const setup = page.getByRole("dialog", { name: "开启两步验证" });
  await setup.getByLabel("当前密码").fill("another horse");
  await setup.getByRole("button", { name: "下一步" }).click();
  await setup.getByRole("img", { name: "给验证器扫描的二维码" }).waitFor();
  const secret = (await setup.locator("code").innerText()).replaceAll(" ", "");
  const authenticator = new TOTP({ secret: Secret.fromBase32(secret) });
  await screenshot(page, "two-factor-wide-zh");
  await setup.getByLabel("验证码").fill(authenticator.generate());
  await setup.getByRole("button", { name: "下一步" }).click();
  await setup.getByRole("button", { name: "我已保存" }).waitFor();
  const codes = await setup.locator("li code").allInnerTexts();
  expect(codes).toHaveLength(10);
  await screenshot(page, "recovery-codes-wide-zh");
  await setup.getByRole("button", { name: "我已保存" }).click();
  await page.getByText("还剩 10 个恢复码").waitFor();
  await screenshot(page, "account-wide-zh");

  const phone = await demo.browser.page({ viewport: { width: 390, height: 844 } });
  await signIn(phone, "another horse");
  await phone.getByText("这个账号开启了两步验证").waitFor();
  await phone.getByLabel("验证码").fill("000000");
  await phone.getByRole("button", { name: "登录" }).click();
  await phone.getByRole("alert").getByText("验证码不对").waitFor();
  await screenshot(phone, "login-code-phone-zh");
  // The next period: the code of this one may be the one that the set-up used.
  await phone.getByLabel("验证码").fill(authenticator.generate({ timestamp: Date.now() + 30_000 }));
  await phone.getByRole("button", { name: "登录" }).click();
  await phone.getByRole("heading", { name: "概览" }).waitFor();
  await phone.goto(`${demo.program.url}/settings`);
  await phone.getByText("还剩 10 个恢复码").waitFor();
  await screenshot(phone, "account-phone-zh");

  const lost = await demo.browser.page();
  await signIn(lost, "another horse");
  await lost.getByLabel("验证码").fill(codes[0]!);
  await lost.getByRole("button", { name: "登录" }).click();
  await lost.getByRole("heading", { name: "概览" }).waitFor();

  await page.reload();
  await page.getByText("还剩 9 个恢复码").waitFor();
  await page.getByRole("button", { name: "关闭两步验证" }).click();
  const off = page.getByRole("dialog", { name: "关闭两步验证" });
  await off.getByLabel("当前密码").fill("another horse");
  await off.getByLabel("验证码").fill(codes[1]!);
  await off.getByRole("button", { name: "关闭两步验证" }).click();
  await page.getByRole("button", { name: "开启两步验证" }).waitFor();
  expect([...page.wrong, ...phone.wrong, ...lost.wrong].filter((text) => !/4(01|22)/.test(text))).toEqual([]);
});

test("the account is shown at both sizes in English", async () => {
  for (const [size, viewport] of [
    ["wide", { width: 1440, height: 900 }],
    ["phone", { width: 390, height: 844 }],
  ] as const) {
    const page = await demo.at("/settings", { viewport, locale: "en-GB" });
    await shown(page);
    await page.getByRole("button", { name: "Turn on two-step verification" }).waitFor();
    await screenshot(page, `account-${size}-en`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
