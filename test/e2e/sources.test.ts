import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";
import { testDirectory } from "../support/directory.ts";

let demo: DemoUnderTest;
const folder = testDirectory("incoming");
beforeAll(async () => {
  mkdirSync(join(folder.path, "crm"));
  writeFileSync(join(folder.path, "crm", "members.csv"), "手机号,姓名\n13900000001,甲某\n13900000002,乙某\n");
  demo = await openDemo({ env: { TAGWISE_SOURCE_FOLDERS: folder.path } });
});
afterAll(async () => {
  await demo?.close();
  folder.remove();
});

test("a data source is made, refused where it may not read, read, and what its runs brought is seen", async () => {
  const page = await demo.at("/imports");
  await page.getByRole("button", { name: "新建数据源" }).click();
  const form = page.getByRole("dialog", { name: "新建数据源" });
  await form.getByLabel("名称").fill("会员文件");
  await form.getByLabel("类型").click();
  await page.locator(".ant-select-item-option").getByText("文件夹").click();
  const path = form.getByLabel("服务器上的路径");
  await path.fill("/etc");
  const save = form.getByRole("button", { name: "新建数据源" });
  await save.click();
  await form.getByRole("alert").getByText("TAGWISE_SOURCE_FOLDERS").waitFor();
  expect(await path.inputValue()).toBe("/etc");
  await path.fill(join(folder.path, "crm"));
  await form.getByLabel("映射（YAML）").fill("identities: { phone: 手机号 }\nattributes: { name: 姓名 }\n");
  await save.click();

  const table = page.getByRole("table", { name: "数据源" });
  await table.getByRole("button", { name: "会员文件" }).click();
  const drawer = page.getByRole("dialog", { name: "会员文件" });
  await drawer.getByRole("button", { name: "立即读取" }).click();
  await drawer.getByText("读取完成").waitFor();
  await drawer.getByText(/2 位新客户/).waitFor();
  await page.keyboard.press("Escape");
  // Its import stands among the others.
  await page.getByRole("table", { name: "导入记录" }).getByText("members.csv").waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});
