import { text } from "node:stream/consumers";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localTransport } from "../../src/app/index.ts";
import { runCli } from "../../src/cli/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

async function line(...argv: readonly string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const output = Promise.all([text(stdout), text(stderr)]);
  const { app } = tagwise;
  const env = { LANG: "en_US.UTF-8", TAGWISE_DATA: app.config.dataDir };
  const { signal } = new AbortController();
  const code = await runCli({ argv, env, cwd: app.config.dataDir, stdin, stdout, stderr, signal }, () => ({
    transport: async () => localTransport(app),
    close: async () => {},
  }));
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { code, out, err };
}

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
