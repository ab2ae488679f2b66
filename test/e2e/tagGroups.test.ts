import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TagGroup, TagSummary } from "../../src/contract/index.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;

beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

/** Rows outside the view are not drawn: here all are in view. */
const TALL = { viewport: { width: 1440, height: 3_600 } } as const;

const tree = (page: Page): Locator => page.getByRole("treegrid");
const row = (page: Page, name: string): Locator => tree(page).getByRole("row").filter({ hasText: name }).first();

async function get<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${demo.program.url}/api${path}`)).json()) as T;
}
/** The path of a tag's group. */
async function groupOf(page: Page, code: string): Promise<string> {
  const { items } = await get<{ items: TagSummary[] }>(page, "/tags");
  return items
    .find((tag) => tag.code === code)!
    .group.map(({ zh }) => zh)
    .join("/");
}
async function topGroups(page: Page): Promise<string[]> {
  const { items } = await get<{ items: TagGroup[] }>(page, "/tag-groups");
  return items.filter(({ parent }) => parent === null).map(({ name }) => name.zh);
}

async function makeGroup(page: Page, name: string, exclusive?: string): Promise<void> {
  await page.getByRole("button", { name: "新建标签组" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("名称", { exact: true }).fill(name);
  if (exclusive) {
    await form.getByLabel("互斥").click();
    await page.locator(".ant-select-item-option").getByText(exclusive).click();
  }
  await form.getByRole("button", { name: /新\s?建/ }).click();
  await form.waitFor({ state: "detached" });
  await tree(page)
    .getByRole("button", { name: `收起「${name}」` })
    .waitFor();
}

test("a group is made with the mouse; a name that cannot be is told at its field, and nothing typed is lost", async () => {
  const page = await demo.at("/tags", TALL);
  await page.getByRole("button", { name: "新建标签组" }).click();
  const form = page.getByRole("dialog");
  const name = form.getByLabel("名称", { exact: true });
  await form.getByLabel("说明").fill("第一行说明");
  const refused: readonly (readonly [string, RegExp])[] = [
    ["长".repeat(10_000), /有 10000 字，最多 60 字/],
    ["活动\u202e名单", /看不见的字符或改变文字方向的字符/],
    ["\u200b\u200b", /没有可见的文字/],
  ];
  for (const [text, said] of refused) {
    await name.fill(text);
    await form.getByRole("button", { name: /新\s?建/ }).click();
    await form.getByRole("alert").getByText(said).waitFor();
    expect(await name.inputValue()).toBe(text);
  }
  expect(await form.getByLabel("说明").inputValue()).toBe("第一行说明");
  await name.fill("<b>活动</b>");
  await form.getByTitle("金").click();
  await form.getByRole("button", { name: /新\s?建/ }).click();
  await form.waitFor({ state: "detached" });
  // HTML is text as any other.
  await tree(page).getByText("<b>活动</b>", { exact: true }).waitFor();
  await row(page, "<b>活动</b>").getByText("第一行说明").waitFor();
});

test("a group goes to another place by keys, and a tag goes through the groups", async () => {
  const page = await demo.at("/tags", TALL);
  await makeGroup(page, "键盘组");
  const before = await topGroups(page);
  const main = row(page, "键盘组").locator("[data-main]");
  await main.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => topGroups(page)).toEqual([...before.slice(0, -2), "键盘组", before.at(-2)!]);
  // The focus follows, so that the next key moves the same group.
  await expect.poll(() => main.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => topGroups(page)).toEqual(before);

  const from = await groupOf(page, "silent");
  await row(page, "近期沉默").locator("[data-main]").focus();
  for (let step = 0; step < 30 && (await groupOf(page, "silent")) === from; step++) {
    const moved = page.waitForResponse((answer) => answer.url().endsWith("/api/tags/move"));
    await page.keyboard.press("Alt+ArrowDown");
    await moved;
    await expect
      .poll(() =>
        row(page, "近期沉默")
          .locator("[data-main]")
          .evaluate((node) => node === document.activeElement),
      )
      .toBe(true);
  }
  expect(await groupOf(page, "silent")).not.toBe(from);
});

test("a tag is dragged into a group, several are moved by a form, and a group with tags is deleted with a place for them", async () => {
  const page = await demo.at("/tags", TALL);
  await makeGroup(page, "拖放组");
  await page.getByPlaceholder("名称、编码、别名、拼音").fill("gjzkh");
  await tree(page).getByText("高价值客户", { exact: true }).waitFor();
  await page.getByPlaceholder("名称、编码、别名、拼音").fill("");
  const target = row(page, "拖放组");
  await target.waitFor();
  const near = tree(page)
    .getByRole("row")
    .filter({ has: page.getByRole("checkbox") })
    .last();
  const code = await near.locator("code").innerText();
  await near.dragTo(target);
  await expect.poll(() => groupOf(page, code)).toBe("拖放组");

  await tree(page).getByRole("row").filter({ hasText: code }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "移动到标签组…" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("combobox").fill("tfz");
  await page.locator(".ant-select-item-option").getByText("拖放组").click();
  await form.getByRole("button", { name: /移\s?动/ }).click();
  await form.waitFor({ state: "detached" });

  await row(page, "拖放组").getByRole("button", { name: "「拖放组」的操作" }).click();
  await page.getByRole("menuitem", { name: "删除…" }).click();
  await page.getByRole("dialog").getByText("组里有 1 个标签、0 个下级组").waitFor();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /删\s?除/ })
    .click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await topGroups(page)).not.toContain("拖放组");
  expect(await groupOf(page, code)).toBe("");
  expect(page.wrong).toEqual([]);
});

test("of an exclusive group a customer has the tag that was added last", async () => {
  const page = await demo.at("/tags", TALL);
  await makeGroup(page, "会员卡", "互斥，后打的替换先打的");
  await row(page, "会员卡").getByText("互斥").waitFor();
  const headers = { origin: demo.program.url };
  const post = (path: string, data: object) => page.request.post(`${demo.program.url}/api${path}`, { data, headers });
  const document = { tags: ["card_gold", "card_silver"].map((code) => ({ code, name: code, group: "会员卡", kind: "static" })) };
  const { job } = (await (await post("/tags/apply", { document })).json()) as { job: string };
  await page.request.get(`${demo.program.url}/api/jobs/${job}?wait=60`);
  expect((await post("/tags/card_gold/members", { add: ["1"] })).ok()).toBe(true);
  const answer = await post("/tags/card_silver/members", { add: ["1"], reason: "换卡" });
  expect(await answer.json()).toMatchObject({ entered: 1, replaced: [{ tag: "card_gold", customers: [1] }] });
  await page.goto(`${demo.program.url}/customers/1`);
  await page.getByText("card_silver", { exact: true }).first().waitFor();
});
