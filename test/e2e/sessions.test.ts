import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCOUNT, openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("a person sees where they are signed in and ends another session, which then has to sign in again", async () => {
  const page = await demo.at("/settings?tab=sessions");
  const other = await fetch(`${demo.program.url}/api/session`, {
    method: "POST",
    body: JSON.stringify(ACCOUNT),
    headers: { "content-type": "application/json", origin: demo.program.url, "user-agent": "Mozilla/5.0 (iPhone) Safari/604" },
  });
  const cookie = other.headers.get("set-cookie")!.split(";")[0]!;
  const asOther = () => fetch(`${demo.program.url}/api/session`, { headers: { cookie } });
  expect((await asOther()).status).toBe(200);
  await page.reload();
  const table = page.getByRole("table", { name: "登录设备" });
  await table.getByText("本机").waitFor();
  await table.getByText("Safari · iPhone").waitFor();
  await table.getByRole("button", { name: "退出" }).first().click();
  await table.getByText("Safari · iPhone").waitFor({ state: "detached" });
  expect((await asOther()).status).toBe(401);
  expect(page.wrong).toEqual([]);
});
