import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { testDirectory } from "../../../test/support/directory.ts";
import { runCli } from "../run.ts";

const files = testDirectory("validate");
afterAll(() => files.remove());

function folderOf(name: string, contents: Readonly<Record<string, string | Buffer>>): string {
  for (const [file, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(files.path, name, file)), { recursive: true });
    writeFileSync(join(files.path, name, file), content);
  }
  return join(files.path, name);
}

/** Places in the folder of the tests are printed without it. */
async function validate(...argv: readonly string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const signal = new AbortController().signal;
  const code = await runCli({ argv: ["validate", "--lang", "en", ...argv], env: {}, cwd: "/nowhere", stdin, stdout, stderr, signal });
  stdout.end();
  stderr.end();
  const shown = (written: string) => written.replaceAll(`${files.path}/`, "");
  return { code, out: shown(await text(stdout)), err: shown(await text(stderr)) };
}

test("a folder of tags that name each other across files is without errors, and nothing is asked of a server", async () => {
  const folder = folderOf("good", {
    "价值/high_value.yaml":
      'code: high_value\nname: 高价值客户\nrule: { event: Order Completed, where: { channel: 门店 }, measure: { sum: amount }, is: ">= 10000" }\n',
    "价值/lost.yaml": "code: lost\nname: 沉睡大客\nrule: { all: [{ tag: high_value }, { attribute: birthday, withinNext: 7d }] }\n",
    "more.yml": "tags:\n  - { code: sold, name: 已购, rule: { event: Order Completed } }\n",
    ".hidden/broken.yaml": "[",
  });
  expect(await validate(folder)).toEqual({ code: 0, out: "3 tags without errors\n", err: "" });
});

test("all faults are told at once, each with file, line and column", async () => {
  const folder = folderOf("faulty", {
    "a.yaml": "code: a\nname: 甲标签\ncolour: red\nrule:\n  all:\n    - { tag: nobody }\n    - { event: Order, witin: 3d }\n",
    "组/b.yaml": "tags:\n  - code: b\n    name: 乙标签\n    values:\n      - { value: 高, rule: { attribute: city, iss: 上海 } }\n",
  });
  const { code, out, err } = await validate(folder);
  expect([code, out]).toEqual([3, ""]);
  expect(err.split("\n").map((line) => line.trim().split("  ")[0])).toEqual([
    "Error: The input has 4 errors:",
    "faulty/a.yaml:3:9 colour",
    "faulty/a.yaml:6:14 rule.all[0].tag",
    "faulty/a.yaml:7:30 rule.all[1].witin",
    expect.stringMatching(/^faulty\/组\/b\.yaml:5:\d+ tags\[0\]\.values\[0\]\.rule\.iss$/),
    "",
  ]);
});

test.each([
  ["no YAML", { "a.yaml": "code: [a\n", "b.yaml": "code: b\n  x: 1\n" }, /a\.yaml:.*not valid YAML[\s\S]*b\.yaml:.*not valid YAML/],
  ["a list", { "a.yaml": "- 1\n" }, /top level of .*a\.yaml/],
  ["a text", { "a.yaml": "hello" }, /top level of .*a\.yaml/],
  ["nothing", { "a.yaml": "" }, /top level of .*a\.yaml/],
  ["no UTF-8", { "a.yaml": Buffer.from([0x63, 0xff, 0xfe]) }, /is not UTF-8 text/],
  ["an alias without end", { "a.yaml": "code: &a [*a]\n" }, /alias \*a contains itself/],
  ["a code that is a map", { "a.yaml": "code: {}\n" }, /a\.yaml:1:7 code/],
  ["tags that are none", { "a.yaml": "tags: [1, null, [x]]\n" }, /a\.yaml:1:8 tags\[0\][\s\S]*tags\[1\][\s\S]*tags\[2\]/],
  ["a repeated code", { "a.yaml": "code: a\n", "b.yaml": "code: a\n" }, /b\.yaml:1:7 code/],
  [
    "a circle",
    { "a.yaml": "code: a\nrule: { tag: b }\n", "b.yaml": "code: b\nrule: { not: { tag: a } }\n" },
    /a\.yaml:1:7.*circle: a → b → a/,
  ],
  ["no tags", { "a.txt": "x" }, /has no \.yaml files/],
])("%s is a clear answer and no crash", async (name, contents, told) => {
  const { code, out, err } = await validate(folderOf(`nonsense ${name}`, contents as Record<string, string>));
  expect([code, out]).toEqual([3, ""]);
  expect(err).toMatch(told);
  expect(err).not.toContain("command line itself failed");
});

test("what is doubtful is shown, and fails only where that is wanted", async () => {
  const folder = folderOf("doubtful", {
    "a.yaml": "code: a\nname: 临时\n",
    "b.yaml":
      'code: b\nname: 会员分层\nvalues:\n  - { value: 高, rule: { event: Order, is: ">= 3" } }\n  - { value: 更高, rule: { event: Order, is: ">= 5" } }\n',
  });
  const lenient = await validate(folder);
  expect(lenient).toMatchObject({ code: 0, out: expect.stringMatching(/a\.yaml:2:7[\s\S]*b\.yaml:5:\d+ values\[1\][\s\S]*2 doubtful/) });
  expect(await validate(folder, "--strict")).toMatchObject({ code: 3, err: expect.stringContaining("2 errors") });
});

test("with an exported catalogue an event or attribute that does not exist is a fault", async () => {
  const name = { zh: "城市", en: "City" };
  const event = { code: "Order Completed", name: { zh: "完成订单", en: "Order completed" }, labelled: true, properties: [] };
  const catalogue = { attributes: [{ code: "city", name, type: "text", sensitivity: "ordinary" }], events: [event] };
  const folder = folderOf("known", {
    "a.yaml": "code: a\nname: 甲标签\nrule: { any: [{ event: Order Complete }, { attribute: town }, { attribute: city }] }\n",
  });
  const known = join(folderOf("catalogue", { "good.json": JSON.stringify(catalogue), "bad.json": '{"attributes":1}' }), "good.json");
  const { code, err } = await validate(folder, "--catalogue", known);
  expect([code, err.match(/known\/a\.yaml:3:\d+ (\S+)/g)?.length]).toEqual([3, 2]);
  expect(err).toContain("Order Completed");
  expect(await validate(folder)).toMatchObject({ code: 0 });
  expect(await validate(folder, "--catalogue", known.replace("good", "bad"))).toMatchObject({
    code: 3,
    err: expect.stringContaining("not an exported catalogue"),
  });
});
