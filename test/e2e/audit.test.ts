import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { screenshot, shown } from "../support/browser.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("the audit is searched, shows a change before and after, is verified and exported", async () => {
  const page = await demo.at("/settings?tab=audit");
  const call = (method: "POST" | "PATCH", path: string, data: object) =>
    page.request.fetch(`${demo.program.url}/api${path}`, { method, data, headers: { origin: demo.program.url } });
  await call("POST", "/people", { login: "audited", name: "审计对象", role: "read-only", password: "correct horse" });
  await call("PATCH", "/people/audited", { role: "analyst" });
  await page.reload();
  const list = page.getByRole("table", { name: "审计日志" });
  await list.getByRole("button", { name: "修改成员" }).waitFor();
  await page.getByRole("textbox", { name: "内容" }).fill("audited");
  await list.getByRole("button", { name: "登录" }).first().waitFor({ state: "detached" });
  await expect.poll(() => list.getByRole("row").count()).toBe(3);
  await list.getByRole("button", { name: "修改成员" }).click();
  const drawer = page.getByRole("dialog", { name: "修改成员" });
  const row = drawer.getByRole("row", { name: "role" });
  await expect.poll(() => row.getByRole("cell").allInnerTexts()).toEqual(["read-only", "analyst"]);
  await drawer.getByText("127.0.0.1").waitFor();
  await screenshot(page, "audit-entry-wide-zh");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "检查完整性" }).click();
  await page.getByRole("dialog", { name: "检查完整性" }).getByText("日志完整").waitFor();
  await screenshot(page, "audit-verify-wide-zh");
  await page.keyboard.press("Escape");

  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "导出 CSV" }).click()]);
  const csv = readFileSync(await file.path(), "utf8");
  expect(csv.split("\r\n").filter((line) => line.includes("audited")).length).toBeGreaterThanOrEqual(2);
  expect(page.wrong).toEqual([]);
});

test("the audit is shown at both sizes and in both languages", async () => {
  for (const lang of ["zh", "en"] as const)
    for (const [size, viewport] of [
      ["wide", { width: 1440, height: 900 }],
      ["phone", { width: 390, height: 844 }],
    ] as const) {
      const page = await demo.at("/settings?tab=audit", { viewport, locale: lang === "zh" ? "zh-CN" : "en-GB" });
      await shown(page);
      await page.getByRole("table").waitFor();
      await screenshot(page, `audit-${size}-${lang}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.goto(`${demo.program.url}/settings?tab=audit&view=reads`);
      await shown(page);
    }
});
