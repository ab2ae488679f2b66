import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/app.ts";
import { commandLine } from "../support/commandLine.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

const line = (...argv: readonly string[]) => commandLine(tagwise.app, argv);

test("a tag is created, edited, paused, resumed, retired and restored by commands; an existing code is refused", async () => {
  expect(await line("tag", "create", "黑名单", "--color", "red")).toMatchObject({ code: 0, err: expect.stringContaining("hei_ming_dan") });
  expect(await line("tag", "create", "别的", "--code", "hei_ming_dan")).toMatchObject({ code: 6, err: expect.stringContaining("黑名单") });
  expect(await line("tag", "edit", "hei_ming_dan", "--owner", "风控")).toMatchObject({ code: 0 });
  expect(await line("tag", "pause", "黑名单")).toMatchObject({ code: 0 });
  expect(await line("tag", "resume", "黑名单")).toMatchObject({ code: 0 });
  expect(await line("tag", "retire", "黑名单")).toMatchObject({ code: 0 });
  expect((await line("tag", "list")).out).not.toContain("黑名单");
  expect(await line("tag", "restore", "黑名单")).toMatchObject({ code: 0 });
  expect((await line("tag", "show", "hei_ming_dan")).out).toContain("风控");
});
