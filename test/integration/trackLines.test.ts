import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localTransport } from "../../src/app/index.ts";
import { runCli } from "../../src/cli/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { testDirectory } from "../support/directory.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

const files = testDirectory("send");
let tagwise: TrackedApp;
beforeAll(async () => {
  tagwise = await openTracked();
  const tags = [{ code: "vip", kind: "static", name: { zh: "贵宾", en: "VIP" } }];
  await applyTags({ ctx: tagwise.ctx, input: { document: { tags }, prune: false } });
});
afterAll(async () => {
  await tagwise.close();
  files.remove();
});

/** The command line inside this process, in English. */
async function run(argv: readonly string[], input = ""): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  const told = Promise.all([text(stdout), text(stderr)]);
  const surroundings = {
    argv: [...argv, "--lang", "en"],
    env: { TAGWISE_DATA: tagwise.app.config.dataDir },
    cwd: files.path,
    stdin,
    stdout,
    stderr,
    signal: new AbortController().signal,
  };
  const code = await runCli(surroundings, () => ({ transport: async () => localTransport(tagwise.app), close: async () => {} }));
  stdout.end();
  stderr.end();
  const [out, err] = await told;
  return { code, out, err };
}

const LINES = [
  { type: "identify", userId: "7", traits: { city: "上海" } },
  { event: "Order Completed", identities: { user: "7" }, id: "o-7", properties: { amount: 30 } },
  { identities: { crm: "7" }, attributes: { points: 3 } },
  { customer: "crm:7", tag: "vip" },
];

test("lines of every kind are sent in their order; wrong ones are named by their line, the others kept", async () => {
  writeFileSync(join(files.path, "good.jsonl"), `${LINES.map((line) => JSON.stringify(line)).join("\n")}\n\n`);
  expect(await run(["track", "good.jsonl"])).toEqual({ code: 0, out: "4 lines taken, 0 rejected\n", err: "" });
  expect(await tagwise.events("user:7")).toHaveLength(1);
  expect((await tagwise.customer("crm:7"))!.attributes).toEqual({ points: "3" });

  const wrong = await run(["track", "-"], '{"event":"X","identities":{}}\nnot json\n{"customer":"crm:7","tag":"vip","has":false}\n');
  expect(wrong.code).toBe(3);
  expect(wrong.out).toBe("1 lines taken, 2 rejected\n");
  expect(wrong.err).toContain("line 2: is no JSON object");
  expect(wrong.err).toContain("line 1 identities: no usable identity");
  expect((await run(["track", "nothing.jsonl"])).code).toBe(3);
});

test("a customer is changed and erased, an event named, from the command line", async () => {
  expect(await run(["customer", "set", "crm:7", "--attribute", "points=12", "--identity", "wecom=w7"])).toMatchObject({
    code: 0,
    out: expect.stringContaining("is updated"),
  });
  expect(await run(["customer", "set", "crm:7", "--attribute", "points=many"])).toMatchObject({
    code: 3,
    err: expect.stringContaining("body.attributes.points"),
  });
  expect(await run(["customer", "set", "wecom:w7", "--clear", "points"])).toMatchObject({ code: 0 });
  expect((await tagwise.customer("wecom:w7"))!.attributes).toEqual({});

  await run(["track", "-"], '{"event":"Trial Booked","identities":{"crm":"7"},"properties":{"slot":"am"}}');
  expect((await run(["catalogue", "use"])).out).toMatch(/Trial Booked .*unlabelled/);
  expect((await run(["catalogue", "label", "Trial Booked", "--en", "Trial booked"])).code).toBe(0);
  expect((await run(["catalogue", "label", "Trial Booked", "--property", "slot", "--zh", "时段", "--en", "Slot"])).code).toBe(0);
  expect((await run(["catalogue", "use"])).out).not.toContain("unlabelled");

  expect((await run(["customer", "erase", "crm:7"])).code).toBe(2);
  expect(await run(["customer", "erase", "crm:7", "--yes"])).toMatchObject({
    code: 0,
    out: expect.stringContaining("is erased: 2 identities"),
  });
  expect((await run(["customer", "show", "crm:7"])).code).toBe(5);
});
