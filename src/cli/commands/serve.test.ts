import { expect, test } from "vitest";
import { startTagwise } from "../../../test/support/program.ts";
import { testDirectory } from "../../../test/support/directory.ts";
import { holdLines, welcome } from "./serve.ts";

test("what is logged before the address is shown comes after it, in its order", () => {
  const written: string[] = [];
  const held = holdLines({ write: (text) => void written.push(text) });
  held.write("one\n");
  held.write("two\n");
  expect(written).toEqual([]);
  held.release();
  held.write("three\n");
  held.release();
  expect(written).toEqual(["one\n", "two\n", "three\n"]);
});

test("the address and the first password are one block in both languages, and later starts have no password", () => {
  const block = welcome({ address: "http://localhost:4600", login: "admin", password: "secret" });
  expect(block.map(({ en }) => en)).toContain("Login admin, password secret");
  expect(block.map(({ zh }) => zh)).toContain("账号 admin，密码 secret");
  expect(block.at(0)).toEqual(block.at(-1));
  expect(JSON.stringify(welcome({ address: "http://localhost:4600", login: "admin", password: undefined }))).not.toContain("assword");
});

test("an empty directory says at once what happens, and no line of the log stands between the lines of the block", async () => {
  const directory = testDirectory("serve");
  const server = await startTagwise(["serve"], { cwd: directory.path, env: { TAGWISE_DATA: `${directory.path}/data` } });
  const lines = server
    .output()
    .split("\n")
    .filter((line) => line !== "");
  expect(lines[0]).toMatch(/^preparing a new data directory/);
  const login = lines.findIndex((line) => line.startsWith("Login admin, password "));
  const address = lines.findIndex((line) => line.startsWith("Tagwise is running at "));
  expect(lines.slice(login, address + 1).some((line) => line.startsWith("{"))).toBe(false);
  expect(address - login).toBe(2);
  await server.stop();
  directory.remove();
});
