import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { loadCommands } from "./commands/index.ts";
import { langOfLine, runCli } from "./run.ts";

async function line(argv: readonly string[], env: NodeJS.ProcessEnv = { LANG: "en_US.UTF-8" }) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const code = await runCli({ argv, env, cwd: "/nowhere", stdin, stdout, stderr, signal: new AbortController().signal });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test("a word mistyped is met with the nearest right one, in either language, and exit code 2", async () => {
  expect(await line(["tga"])).toEqual({
    code: 2,
    out: "",
    err: 'Error: There is no command "tga". Did you mean tag? Run tagwise --help for all commands.\n',
  });
  expect((await line(["segment", "svae"], {})).err).toContain("没有命令「svae」。是不是 save？");
  expect((await line(["tag", "list", "--jsno"])).err).toContain("Did you mean --json? Run tagwise tag list --help");
});

test("a line loads the commands of the nouns that it contains, and all of them where it contains none", async () => {
  const names = async (...argv: string[]) => (await loadCommands(argv)).map(({ name }) => name);
  expect(await names("--data", "x", "key", "list")).toEqual(["key create", "key list", "key revoke"]);
  expect((await names("--help")).length).toBeGreaterThan(80);
});

test("arguments missing, too many and values out of range are wrong use", async () => {
  expect(await line(["tag", "show"])).toMatchObject({
    code: 2,
    err: "Error: The argument <tag> is missing. See tagwise tag show --help.\n",
  });
  expect(await line(["count", "a", "and"])).toMatchObject({ code: 2, err: expect.stringContaining("in quotes") });
  expect(await line(["customer", "list", "--limit", "0"])).toMatchObject({ code: 2, err: expect.stringContaining("from 1 to 500") });
  expect(await line(["tag", "list", "--data"])).toMatchObject({ code: 2, err: expect.stringContaining("needs a value") });
  expect(await line(["segment"])).toMatchObject({ code: 2, err: expect.stringContaining("<list|save|show|delete>") });
  expect(await line(["tag", "list", "--url", "http://x", "--data", "y"])).toMatchObject({ code: 2 });
});

test("with --json a problem is JSON on stderr and stdout stays empty", async () => {
  const { code, out, err } = await line(["tag", "list", "--json", "--data", "/nowhere/at/all"]);
  expect([code, out]).toEqual([5, ""]);
  expect(JSON.parse(err)).toMatchObject({ code: "DATA_MISSING", exit: 5 });
});

test("reading where there is no data says so instead of making an empty store", async () => {
  expect(await line(["tag", "list", "--data", "/nowhere/at/all"])).toMatchObject({
    code: 5,
    err: expect.stringContaining("/nowhere/at/all"),
  });
});

test("help is written in both languages for every command", async () => {
  for (const { name, summary } of await loadCommands()) {
    for (const lang of ["zh", "en"] as const) {
      const { code, out } = await line([...name.split(" "), "--help", "--lang", lang]);
      expect(code).toBe(0);
      expect(out).toContain(lang === "zh" ? "用法：" : "Usage:");
      expect(out.replace(/\s+/g, "")).toContain(summary[lang].replace(/\s+/g, ""));
    }
  }
});

test("the language comes from --lang, then LC_ALL, then LANG; Chinese where none speaks", () => {
  expect(langOfLine(["--lang", "en"], { LC_ALL: "zh_CN.UTF-8" })).toBe("en");
  expect(langOfLine(["--lang=zh"], { LC_ALL: "en_US.UTF-8" })).toBe("zh");
  expect(langOfLine([], { LC_ALL: "en_US.UTF-8", LANG: "zh_CN.UTF-8" })).toBe("en");
  expect(langOfLine([], { LANG: "C.UTF-8" })).toBe("zh");
});
