import { afterAll, beforeAll, expect, test } from "vitest";
import { screenshot, shown } from "../support/browser.ts";
import { openDemo, type DemoUnderTest } from "../support/demo.ts";

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

test("an administrator makes a department, adds a person to it, changes the role, and disables the person with a successor", async () => {
  const page = await demo.at("/settings?tab=people&view=departments");
  await page.getByRole("button", { name: "新建部门" }).click();
  const form = page.getByRole("dialog", { name: "新建部门" });
  await form.getByLabel("名称").fill("销售部");
  await form.getByRole("button", { name: "新建部门" }).click();
  const tree = page.getByRole("treegrid", { name: "部门" });
  await tree.getByRole("button", { name: "添加下级" }).click();
  await form.getByLabel("名称").fill("华东");
  await form.getByRole("button", { name: "新建部门" }).click();
  await tree.getByRole("row", { name: "华东" }).waitFor();
  expect(await tree.getByRole("row", { name: "华东" }).getAttribute("aria-level")).toBe("2");

  await page.getByText("成员", { exact: true }).click();
  await page.getByRole("button", { name: "添加成员" }).click();
  const adding = page.getByRole("dialog", { name: "添加成员" });
  await adding.getByLabel("账号").fill("li");
  await adding.getByLabel("姓名").fill("李雷");
  await adding.getByLabel("角色").click();
  await page.locator(".ant-select-item-option").getByText("编辑 —").click();
  await adding.getByLabel("部门").click();
  await page.locator(".ant-select-item-option").getByText("销售部 / 华东").click();
  await adding.getByRole("button", { name: "添加成员" }).click();
  const made = page.getByRole("dialog", { name: "成员已添加" });
  const password = await made.locator("code").nth(1).innerText();
  await made.getByRole("button", { name: "关闭" }).last().click();

  const signIn = (secret: string) =>
    fetch(`${demo.program.url}/api/session`, {
      method: "POST",
      body: JSON.stringify({ login: "li", password: secret }),
      headers: { "content-type": "application/json", origin: demo.program.url },
    });
  const session = await signIn(password);
  expect(session.status).toBe(200);
  const cookie = session.headers.get("set-cookie")!.split(";")[0]!;
  const asLi = (path: string, body?: object) =>
    fetch(`${demo.program.url}/api${path}`, {
      headers: { cookie, origin: demo.program.url, ...(body && { "content-type": "application/json" }) },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
  expect((await asLi("/people")).status).toBe(403);

  const list = page.getByRole("table", { name: "成员" });
  await list.getByRole("button", { name: "李雷" }).click();
  const drawer = page.getByRole("dialog", { name: "李雷" });
  await drawer.getByLabel("角色").click();
  await page.locator(".ant-select-item-option").getByText("管理员 —").click();
  await drawer.getByRole("button", { name: "保存" }).click();
  await list.getByRole("row", { name: "李雷" }).getByText("管理员").waitFor();
  expect((await asLi("/keys", { name: "李雷的密钥", role: "read-only" })).status).toBe(201);

  await page.reload();
  await drawer.getByText("李雷的密钥").waitFor();
  await drawer.getByRole("button", { name: "停用" }).click();
  const disabling = page.getByRole("dialog", { name: "停用「李雷」？" });
  await disabling.getByText("李雷的密钥").waitFor();
  expect(await disabling.getByRole("button", { name: "停用" }).isDisabled()).toBe(true);
  await disabling.getByLabel("移交给").click();
  await page.locator(".ant-select-item-option").first().click();
  await disabling.getByRole("button", { name: "停用" }).click();
  await drawer.getByRole("button", { name: "重新启用" }).waitFor();
  expect((await asLi("/session")).status).toBe(401);
  expect((await signIn(password)).status).toBe(401);
  await drawer.getByRole("button", { name: "重新启用" }).click();
  await drawer.getByRole("button", { name: "停用" }).waitFor();
  expect((await signIn(password)).status).toBe(200);
  expect(page.wrong.filter((text) => !/40[139]/.test(text))).toEqual([]);
});

test("an invited person opens the link, sets name and password, and is inside; the link is then used, and an altered one says so", async () => {
  const page = await demo.at("/settings?tab=people&view=invitations");
  await page.getByRole("button", { name: "邀请成员" }).first().click();
  const form = page.getByRole("dialog", { name: "邀请成员" });
  await form.getByLabel("给谁").fill("韩梅梅");
  await form.getByRole("button", { name: "生成链接" }).click();
  const made = page.getByRole("dialog", { name: "邀请链接已生成" });
  const link = await made.locator("code").innerText();
  await screenshot(page, "invitation-link");
  await made.getByRole("button", { name: "关闭" }).last().click();
  const list = page.getByRole("table", { name: "邀请" });
  await list.getByText("韩梅梅").waitFor();
  await screenshot(page, "invitations-wide-zh");

  const guest = await demo.browser.page({ viewport: { width: 390, height: 844 } });
  await guest.goto(`${link}x`);
  await guest.getByRole("alert").getByText("邀请链接不完整或已被改动").waitFor();
  await screenshot(guest, "invite-altered-phone");
  await guest.goto("about:blank");
  await guest.goto(link);
  await guest.getByLabel("账号").fill("han");
  expect(await guest.getByLabel("姓名").inputValue()).toBe("韩梅梅");
  await guest.getByLabel("密码").fill("short");
  await guest.getByRole("button", { name: "开始使用" }).click();
  await guest.getByRole("alert").getByText("密码至少要 8 个字符").waitFor();
  await guest.getByLabel("密码").fill("correct horse");
  await screenshot(guest, "invite-phone-zh");
  await guest.getByRole("button", { name: "开始使用" }).click();
  await guest.getByRole("heading", { name: "概览" }).waitFor();
  await guest.goto("about:blank");
  await guest.goto(link);
  await guest.getByRole("alert").getByText("邀请已经用过").waitFor();
  await guest
    .getByRole("button", { name: "English" })
    .or(guest.getByRole("button", { name: "EN" }))
    .click();
  await guest.getByRole("alert").getByText("used already").waitFor();

  await page.getByText("全部", { exact: true }).click();
  await list.getByText(/已接受/).waitFor();
  expect([...page.wrong, ...guest.wrong].filter((text) => !/4(04|10|22)|401/.test(text))).toEqual([]);
});

test("people and departments are shown at both sizes and in both languages", async () => {
  for (const lang of ["zh", "en"] as const)
    for (const [size, viewport] of [
      ["wide", { width: 1440, height: 900 }],
      ["phone", { width: 390, height: 844 }],
    ] as const) {
      const page = await demo.at("/settings?tab=people", { viewport, locale: lang === "zh" ? "zh-CN" : "en-GB" });
      await shown(page);
      await page.getByRole("table").waitFor();
      await screenshot(page, `people-${size}-${lang}`);
      await page.goto(`${demo.program.url}/settings?tab=people&view=departments`);
      await page.getByRole("treegrid").waitFor();
      await screenshot(page, `departments-${size}-${lang}`);
      await page.goto(`${demo.program.url}/settings?tab=people&view=invitations`);
      await shown(page);
      await screenshot(page, `invitations-${size}-${lang}`);
      await page.goto(`${demo.program.url}/invite#gone`);
      await page.getByRole("alert").waitFor();
      await screenshot(page, `invite-${size}-${lang}`);
      // Nothing is wider than the page.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
});
