import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProblemDetails, TagDetail } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;

beforeAll(async () => {
  tagwise = await openTestApp();
  const { body } = await ask<{ job: string }>("POST", "/tags/apply", {
    document: {
      tags: [
        { code: "buyer", name: { zh: "买过", en: "Bought" }, owner: "运营", rule: { event: "Order Completed" } },
        { code: "not_buyer", name: "没买过", rule: { all: [{ not: { tag: "买过" } }, { tag: "ＢＯＵＧＨＴ" }] } },
        { code: "vip", name: "贵宾" },
      ],
    },
  });
  await tagwise.ended(body.job);
});
afterAll(() => tagwise.close());

async function ask<T>(method: InjectOptions["method"], path: string, payload?: object): Promise<{ status: number; body: T }> {
  const answer = await tagwise.ask("administrator", { method: method!, url: `/api${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T>() };
}
const read = async (code: string) => (await ask<TagDetail>("GET", `/tags/${code}`)).body;
const edit = (tag: string, words: object) => ask<ProblemDetails & { revision: number }>("PATCH", `/tags/${tag}`, words);

test("everything that is not the rule is changed in place; what is not given stays, null empties, and the version stays", async () => {
  const { revision } = await read("buyer");
  const words = { meaning: "下过至少一单", criteria: "完成订单 ≥ 1", color: "red", aliases: ["老买家"], review: "monthly" };
  expect(await edit("buyer", { revision, ...words })).toMatchObject({ status: 200, body: { tag: "buyer", revision: revision + 1 } });
  expect(await read("buyer")).toMatchObject({ ...words, owner: "运营", version: 1, revision: revision + 1, name: { zh: "买过" } });
  expect(await edit("buyer", { revision: revision + 1, owner: null })).toMatchObject({ status: 200 });
  expect(await read("buyer")).toMatchObject({ ...words, owner: null });
});

test("an edit of an older state is refused with the state of now, and changes nothing", async () => {
  const { revision } = await read("vip");
  await edit("vip", { revision, meaning: "第一位写的" });
  const late = await edit("vip", { revision, meaning: "第二位写的" });
  expect(late).toMatchObject({
    status: 409,
    body: { code: "TAG_CHANGED_SINCE", params: { revision: revision + 1, now: { meaning: "第一位写的" } } },
  });
  expect((await read("vip")).meaning).toBe("第一位写的");
});

test("a renamed tag keeps the rules that name it by its old names", async () => {
  const { revision } = await read("buyer");
  expect((await edit("buyer", { revision, name: { zh: "下过单", en: "Ordered" } })).status).toBe(200);
  const other = await read("not_buyer");
  expect(other).toMatchObject({ uses: ["buyer"], version: 1 });
  expect(JSON.stringify(other.definition["rule"])).toBe('{"all":[{"not":{"tag":"buyer"}},{"tag":"buyer"}]}');
  expect(other.sentence!.zh).toContain("下过单");
});

test("faults stand at their field: a taken name, a name that is too long, an unknown cadence", async () => {
  const { revision } = await read("vip");
  const issues = async (words: object) =>
    (await edit("vip", { revision, ...words })).body.issues?.map(({ path, code }) => `${path} ${code}`);
  expect(await issues({ name: "下过单" })).toEqual(["name TAG_NAME_TAKEN"]);
  expect(await issues({ name: { zh: "字".repeat(61) }, review: "daily" })).toEqual(["name.zh TAG_NAME_INVALID", "review TAG_FIELD"]);
});

test("an edit is an audit row with the fields before and after", async () => {
  const { body } = await ask<{ items: { action: string; details: object }[] }>("GET", "/audit?limit=200&action=tag.edit");
  expect(body.items.at(-1)!.details).toMatchObject({
    tag: "buyer",
    before: { color: null, meaning: null },
    after: { color: "red", meaning: "下过至少一单" },
  });
  expect(body.items.map(({ details }) => details)).toContainEqual(
    expect.objectContaining({ before: { name: { zh: "买过", en: "Bought" } } }),
  );
});
