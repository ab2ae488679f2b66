import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli, startCli } from "../support/cli.ts";
import { testDirectory } from "../support/directory.ts";
import { startTagwise, type RunningProgram } from "../support/program.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tagwise.mjs", import.meta.url));

const directory = testDirectory("program");
const env = { TAGWISE_DATA: join(directory.path, "data") };
const options = { env, cwd: directory.path };
let server: RunningProgram | undefined;

beforeAll(() => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${index + 1},Customer ${index + 1}`);
  writeFileSync(join(directory.path, "people.csv"), `id,name\n${rows.join("\n")}\n`);
});
afterAll(async () => {
  await server?.stop();
  directory.remove();
});

test("the launcher runs the command line and hands on its exit code", async () => {
  const child = spawn(process.execPath, [LAUNCHER, "taag", "--lang", "en"], { stdio: ["ignore", "pipe", "pipe"] });
  const [code, err] = await Promise.all([new Promise((resolve) => child.on("close", resolve)), text(child.stderr)]);
  expect([code, err]).toEqual([2, expect.stringContaining("Did you mean tag?")]);
});

test("a directory is made by importing, not by reading", async () => {
  expect(await cli(["tag", "list"], options)).toMatchObject({ code: 5, err: expect.stringContaining("tagwise import") });
  const imported = await cli(["import", "people.csv", "--identity", "crm=id", "--attribute", "name=name", "--json"], options);
  expect(JSON.parse(imported.out)).toMatchObject({ accepted: 20_000, customersCreated: 20_000 });
});

test("a server that holds the directory is named, with the way to reach it; the way works", async () => {
  const local = await cli(["customer", "list", "--limit", "3"], options);
  const key = (await cli(["key", "create", "mine", "--role", "administrator"], options)).out.trim();
  server = await startTagwise(["serve"], options);
  const refused = await cli(["customer", "list"], options);
  expect(refused).toMatchObject({ code: 6, out: "" });
  const url = /--url (http:\S+?)[,\s]/.exec(refused.err)?.[1];
  expect(url).toBe(server.url);
  expect(await cli(["customer", "list", "--limit", "3", "--url", server.url, "--key", key], { cwd: directory.path })).toEqual(local);
});

test("who has no key yet makes one by signing in", async () => {
  const { url, login = "", password } = server!;
  const made = await cli(["key", "create", "new", "--url", url, "--login", login], { input: `${password}\n` });
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^tw_\S+\n$/) });
  expect(await cli(["tag", "list", "--url", url, "--key", made.out.trim()])).toMatchObject({ code: 0 });
  expect(await cli(["key", "create", "new", "--url", url, "--login", login], { input: "wrong\n" })).toMatchObject({ code: 4 });
});

test("Ctrl-C ends the server cleanly, and the directory is free again", async () => {
  expect(await server!.stop()).toEqual({ code: 0, signal: null });
  expect(await cli(["tag", "list"], options)).toMatchObject({ code: 0 });
});

test("a reader that goes away is not an error", async () => {
  const child = startCli(["export", "--format", "jsonl"], options);
  child.stdin.end();
  const err = text(child.stderr);
  child.stdout.once("data", () => child.stdout.destroy());
  expect([await new Promise((resolve) => child.on("exit", resolve)), await err]).toEqual([0, ""]);
});

test("Ctrl-C in the middle of a command is said, and the next one works", async () => {
  const child = startCli(["evaluate"], options);
  child.stdin.end();
  child.stderr.once("data", () => child.kill("SIGINT"));
  const code = await new Promise((resolve) => child.on("exit", resolve));
  // It may have been done before the signal came.
  expect([0, 130]).toContain(code);
  expect(await cli(["overview"], options)).toMatchObject({ code: 0 });
});
