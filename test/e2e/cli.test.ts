import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
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

const READING = [
  ["customer", "list", "--limit", "3"],
  ["customer", "show", "crm:7", "--json"],
  ["customer", "show", "crm:nobody"],
];

test("while a server holds the directory its owner's commands print the same, answered by that server", async () => {
  const alone = [];
  for (const argv of READING) alone.push(await cli(argv, options));
  server = await startTagwise(["serve"], options);
  const beside = [];
  for (const argv of READING) beside.push(await cli(argv, options));
  expect(beside).toEqual(alone);
  const again = await cli(["import", "people.csv", "--identity", "crm=id", "--attribute", "name=name", "--json"], options);
  expect(JSON.parse(again.out)).toMatchObject({ accepted: 20_000, customersCreated: 0 });
  const { out } = await cli(["audit", "list", "--json"], options);
  expect((JSON.parse(out) as { items: object[] }).items[0]).toMatchObject({ action: "import.run", actor: { kind: "operator" } });
});

test("a second server is refused, and told the way to reach the first; the way works", async () => {
  const { url } = server!;
  const refused = await cli(["serve", "--port", "0"], options);
  expect(refused).toMatchObject({ code: 6, out: "" });
  expect(/--url (http:\S+?)[,\s]/.exec(refused.err)?.[1]).toBe(url);
  const key = (await cli(["key", "create", "mine", "--role", "administrator"], options)).out.trim();
  const reached = await cli(READING[0]!, { ...options, env: { TAGWISE_URL: url, TAGWISE_KEY: key } });
  expect(reached).toEqual(await cli(READING[0]!, options));
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
  expect(readdirSync(join(env.TAGWISE_DATA, "lock"))).toEqual([]);
  expect(await cli(["tag", "list"], options)).toMatchObject({ code: 0 });
});

test("what a killed server left is not trusted: the next command opens the directory itself", async () => {
  server = await startTagwise(["serve"], options);
  server.child.kill("SIGKILL");
  await server.ended;
  expect(readdirSync(join(env.TAGWISE_DATA, "lock"))).toHaveLength(1);
  expect(await cli(["tag", "list"], options)).toMatchObject({ code: 0 });
  expect(readdirSync(join(env.TAGWISE_DATA, "lock"))).toEqual([]);
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
