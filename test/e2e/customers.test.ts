import { afterAll, beforeAll, expect, test } from "vitest";
import { said } from "../support/browser.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("tags are picked into a combination that stands in the address; its count is that of the API", async () => {
  const page = await demo.at("/customers");
  const add = page.getByRole("combobox", { name: "添加标签" });
  await add.fill("客户生命周期");
  await page.locator(".ant-select-item-option").getByText("客户生命周期", { exact: true }).click();
  await page.waitForURL(/where=/);
  await add.fill("价格敏感");
  await page.locator(".ant-select-item-option").getByText("价格敏感", { exact: true }).waitFor();
  await add.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("where")).toBe("客户生命周期 且 价格敏感");

  await page.getByRole("button", { name: "且", exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get("where")).toBe("客户生命周期 或 价格敏感");
  await page.getByRole("button", { name: "价格敏感" }).first().click();
  await page.getByRole("menuitem", { name: "没有这个标签" }).click();
  const where = "客户生命周期 或 非 价格敏感";
  await expect.poll(() => new URL(page.url()).searchParams.get("where")).toBe(where);

  const answer = await page.request.post(`${demo.program.url}/api/count`, { data: { where }, headers: { origin: demo.program.url } });
  const { count } = (await answer.json()) as { count: number };
  await expect.poll(async () => (await page.getByRole("table").getAttribute("aria-rowcount")) ?? "").toBe(String(count));
  expect(page.wrong).toEqual([]);
});

test("an expression that is wrong is underlined where it is, keeps what was typed, and is mended in place", async () => {
  const page = await demo.at(`/customers?where=${encodeURIComponent("(高价值客户 或 没有这个标签)")}`);
  await page.locator("mark").getByText("没有这个标签").waitFor();
  await page.getByText(/第 10 列：没有标签/).waitFor();
  const field = page.getByLabel("组合表达式");
  expect(await field.inputValue()).toBe("(高价值客户 或 没有这个标签)");
  await field.fill("(高价值客户 或 近期沉默)");
  await field.press("Enter");
  await page.getByRole("table", { name: "客户列表" }).locator("[data-main]").first().waitFor();
  expect(await page.locator("mark").count()).toBe(0);
});

test("a customer is found by an identity, whole", async () => {
  const page = await demo.at("/customers/1");
  const external = await page.locator(".tw-profile-identity dd").first().innerText();
  await page.goto(`${demo.program.url}/customers`);
  await page.getByPlaceholder("姓名或身份").fill(external);
  await page.waitForURL(/q=/);
  await page.getByRole("table").getByText("#1", { exact: true }).waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});

test("scrolling brings the next customers, and only those in sight are drawn", async () => {
  const page = await demo.at("/customers");
  const table = page.getByRole("table", { name: "客户列表" });
  await table.locator("[data-main]").first().waitFor();
  await expect
    .poll(
      async () => {
        await table.evaluate((box) => box.scrollTo(0, box.scrollHeight));
        return Number(await table.locator("[data-index]").last().getAttribute("data-index"));
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(250);
  expect(await table.locator("[data-index]").count()).toBeLessThan(80);
});

test("columns are chosen, and the browser remembers them", async () => {
  const page = await demo.at("/customers");
  await page.getByRole("button", { name: "选择列" }).click();
  await page.getByRole("checkbox", { name: "消费等级" }).check();
  await page.getByRole("columnheader", { name: "消费等级" }).waitFor();
  await page.reload();
  await page.getByRole("columnheader", { name: "消费等级" }).waitFor();
  await page
    .getByRole("cell", { name: /^Tier [SABC]$/ })
    .first()
    .waitFor();
  expect(page.wrong.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
});

test("customers are chosen and given a static tag together; undoing it takes it off just those", async () => {
  const page = await demo.at("/customers");
  const table = page.getByRole("table", { name: "客户列表" });
  const rows = table.locator("[data-index]");
  await rows.first().waitFor();
  await rows.nth(1).getByRole("checkbox").check();
  await rows
    .nth(3)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await page.getByRole("toolbar").getByText("3", { exact: true }).waitFor();
  await page.getByRole("button", { name: "打标签" }).click();
  const choice = page.getByRole("menuitem", { name: /种草达人/ });
  const count = Number((await choice.innerText()).match(/\d+/)![0]);
  const members = async (): Promise<number> => {
    const answer = await page.request.get(`${demo.program.url}/api/tags/koc`);
    return ((await answer.json()) as { members: number }).members;
  };
  const before = await members();
  const given = page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/koc/members"));
  const undone = page.getByRole("button", { name: "撤销" }).click();
  await said(page.getByText(`已给 ${count} 位客户打上「种草达人」`), () => choice.click());
  expect(await (await given).json()).toMatchObject({ entered: count, members: before + count });
  await undone;
  await expect.poll(members).toBe(before);
  expect(page.wrong).toEqual([]);
});
