import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("an administrator hides a tag from a role, sees which rule decides for a person, and takes the rule away again", async () => {
  const page = await demo.at("/tags/high_value");
  const rights = page.getByRole("region", { name: "权限" });
  await rights.getByText("没有单独的授权").waitFor();
  await rights.getByRole("button", { name: "授权或禁止" }).click();
  await rights.getByRole("combobox", { name: "角色、部门或成员" }).click();
  await page.keyboard.type("员工");
  await page.keyboard.press("Enter");
  await rights.getByRole("button", { name: "保存" }).click();
  await rights.getByText("角色「员工」不能查看").waitFor();
  await rights.getByRole("combobox", { name: "某位成员能做什么？" }).click();
  await page.keyboard.press("Enter");
  await rights.getByText("管理员可以使用全部标签").first().waitFor();
  await rights.getByRole("button", { name: /^删除：/ }).click();
  await rights.getByText("没有单独的授权").waitFor();
  expect(page.wrong).toEqual([]);
});
