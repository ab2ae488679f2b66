import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApplyResult, ProblemDetails, TagDetail, TagGroup, TagPlan, TagSummary } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
const TAGS = [
  { code: "a", name: "甲", group: "价值/等级" },
  { code: "b", name: "乙", group: "价值" },
  { code: "c", name: "丙", group: "行为" },
  { code: "d", name: "丁", group: "价值/等级", rule: { not: { tag: "甲" } } },
  { code: "e", name: "戊" },
];

beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

async function ask<T>(
  method: InjectOptions["method"],
  path: string,
  payload?: object,
  who: "administrator" | "read-only" = "administrator",
): Promise<{ status: number; body: T }> {
  const answer = await tagwise.ask(who, { method: method!, url: `/api${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T>() };
}
async function apply(tags: readonly object[], prune = false): Promise<ApplyResult> {
  const { body } = await ask<{ job: string }>("POST", "/tags/apply", { document: { tags }, prune });
  return (await tagwise.ended(body.job)).result as unknown as ApplyResult;
}
const groups = async () => (await ask<{ items: TagGroup[] }>("GET", "/tag-groups")).body.items;
/** The tree as `path:tags/tags below`. */
const tree = async () => (await groups()).map(({ path, tags, tagsBelow }) => `${path.map(({ zh }) => zh).join("/")}:${tags}/${tagsBelow}`);
const tags = async () => (await ask<{ items: TagSummary[] }>("GET", "/tags")).body.items;
const order = async () => (await tags()).map(({ code }) => code).join("");
const numberOf = async (name: string) => String((await groups()).find((group) => group.name.zh === name)!.id);
const versions = async () =>
  (await tags())
    .map(({ code, version }) => `${code}${version}`)
    .toSorted()
    .join(" ");

test("publishing makes the groups that a document names, once; what is applied again changes nothing", async () => {
  expect(await apply(TAGS, true)).toMatchObject({ added: ["a", "b", "c", "d", "e"] });
  expect(await tree()).toEqual(["价值:1/3", "价值/等级:2/2", "行为:1/1"]);
  // In the order of the tree: a group's tags, then the groups below it.
  expect(await order()).toBe("ebadc");
  expect(await apply(TAGS, true)).toMatchObject({ changed: [], unchanged: ["a", "b", "c", "d", "e"] });
});

test("a group is found by folded names in either language", async () => {
  await ask("PATCH", `/tag-groups/${await numberOf("价值")}`, { name: { en: "Value" } });
  const [value] = await groups();
  expect(value!.name).toEqual({ zh: "价值", en: "Value" });
  const renamed = TAGS.map((tag) => (tag.code === "b" ? { ...tag, group: "ＶＡＬＵＥ" } : tag));
  expect(await apply(renamed, true)).toMatchObject({ changed: [], unchanged: ["a", "b", "c", "d", "e"] });
  expect(await groups()).toHaveLength(3);
});

test("renaming and moving groups and tags make no version of a rule and evaluate nothing", async () => {
  const before = await versions();
  const evaluated = async () => (await tags()).map(({ code, evaluatedAt }) => [code, evaluatedAt]).toSorted();
  const evaluations = await evaluated();
  const level = await numberOf("等级");
  expect((await ask("PATCH", `/tag-groups/${level}`, { name: "会员等级", color: "red", owner: "会员组" })).status).toBe(200);
  expect(await ask("POST", `/tag-groups/${level}/move`, { parent: "/" })).toMatchObject({ status: 200, body: { parent: null } });
  expect(await ask("POST", "/tags/move", { tags: ["c", "b"], group: "会员等级", before: "d" })).toMatchObject({ body: { moved: 2 } });
  expect(await order()).toBe("eacbd");
  expect(await versions()).toBe(before);
  expect(await evaluated()).toEqual(evaluations);
  const { body } = await ask<TagDetail>("GET", "/tags/d");
  expect(body).toMatchObject({
    group: [{ zh: "会员等级" }],
    definition: { code: "d", name: "丁", group: "会员等级", rule: { not: { tag: "甲" } } },
  });
});

test("a document that renames, recolours and moves a tag changes its words, and not its version", async () => {
  const before = await versions();
  const changed = { code: "d", name: "丁丁", group: "新的/地方", color: "pink", owner: "小王", rule: { not: { tag: "甲" } } };
  const { body: plan } = await ask<TagPlan>("POST", "/tags/plan", { document: { tags: [changed] } });
  expect(plan.entries[0]).toMatchObject({ change: "changed", members: { enter: 0, leave: 0 } });
  expect(plan.entries[0]!.differences.map(({ en }) => en.split(":")[0])).toEqual(
    expect.arrayContaining(["name", "group", "color", "owner"]),
  );
  // A plan makes no group.
  expect((await tree()).some((line) => line.startsWith("新的"))).toBe(false);
  expect(await apply([changed])).toMatchObject({ changed: ["d"] });
  expect(await versions()).toBe(before);
  expect((await ask<TagDetail>("GET", "/tags/d")).body).toMatchObject({ name: { zh: "丁丁" }, owner: "小王", color: "pink" });
  expect(await apply([{ ...changed, rule: { tag: "甲" } }])).toMatchObject({ changed: ["d"] });
  expect(await versions()).not.toBe(before);
});

test("the definition of a tag, applied as it is shown, changes nothing", async () => {
  const shown = await Promise.all((await tags()).map(async ({ code }) => (await ask<TagDetail>("GET", `/tags/${code}`)).body.definition));
  expect(await apply(shown, true)).toMatchObject({ added: [], changed: [], retired: [] });
});

test("a group does not go under itself, nor where its name is taken, nor too deep, nor before a stranger", async () => {
  const [fresh, place] = [await numberOf("新的"), await numberOf("地方")];
  const refused = async (path: string, payload: object) => {
    const { status, body } = await ask<ProblemDetails>("POST", path, payload);
    return [status, body.code];
  };
  expect(await refused(`/tag-groups/${fresh}/move`, { parent: place })).toEqual([409, "TAG_GROUP_CYCLE"]);
  expect(await refused(`/tag-groups/${fresh}/move`, { parent: fresh })).toEqual([409, "TAG_GROUP_CYCLE"]);
  expect(await refused("/tag-groups", { name: " 行为 " })).toEqual([409, "TAG_GROUP_NAME_TAKEN"]);
  expect(await refused("/tag-groups", { name: "\u200b" })).toEqual([422, "TAG_GROUP_NAME"]);
  expect(await refused("/tag-groups", { name: "长".repeat(61) })).toEqual([422, "TAG_GROUP_NAME"]);
  expect(await refused("/tag-groups", { name: "x", parent: "没有" })).toEqual([404, "TAG_GROUP_NOT_FOUND"]);
  expect(await refused(`/tag-groups/${fresh}/move`, { parent: "/", before: place })).toEqual([422, "TAG_GROUP_BEFORE"]);
  expect(await refused("/tags/move", { tags: ["a"], group: "/", before: "b" })).toEqual([422, "TAG_NOT_IN_GROUP"]);
  let parent = "/";
  for (let level = 1; level <= 10; level++)
    parent = String((await ask<TagGroup>("POST", "/tag-groups", { name: `第${level}层`, parent })).body.id);
  expect(await refused("/tag-groups", { name: "第11层", parent })).toEqual([422, "TAG_GROUP_LEVELS"]);
  expect(await refused(`/tag-groups/${fresh}/move`, { parent: "第1层/第2层/第3层/第4层/第5层/第6层/第7层/第8层/第9层" })).toEqual([
    422,
    "TAG_GROUP_LEVELS",
  ]);
  expect((await ask("DELETE", `/tag-groups/${await numberOf("第10层")}`)).status).toBe(200);
});

test("a group goes before another one, and both keep their tags", async () => {
  const before = (await groups()).filter(({ parent }) => parent === null).map(({ name }) => name.zh);
  const last = before.at(-1)!;
  await ask("POST", `/tag-groups/${await numberOf(last)}/move`, { parent: "/", before: await numberOf(before[0]!) });
  const after = (await groups()).filter(({ parent }) => parent === null).map(({ name }) => name.zh);
  expect(after).toEqual([last, ...before.slice(0, -1)]);
});

test("a group with tags is removed only with a place for them, and they keep their order", async () => {
  const level = await numberOf("会员等级");
  const refused = await ask<ProblemDetails>("DELETE", `/tag-groups/${level}`);
  expect(refused).toMatchObject({ status: 409, body: { code: "TAG_GROUP_NOT_EMPTY", params: { tags: 3, groups: 0 } } });
  expect(await ask("DELETE", `/tag-groups/${level}?moveTo=${encodeURIComponent("行为")}`)).toMatchObject({ body: { tags: 3, groups: 0 } });
  expect(await tree()).toContain("行为:3/3");
  const held = (await tags()).filter(({ group }) => group.at(-1)?.zh === "行为").map(({ code }) => code);
  expect(held).toEqual(["a", "c", "b"]);
  expect((await ask("DELETE", `/tag-groups/${level}`)).status).toBe(404);
});

test("a group that only a retired tag is in counts as empty, and the tag comes back without it", async () => {
  await apply([{ code: "gone", name: "走", group: "临时" }]);
  await apply(
    (await Promise.all((await tags()).map(async ({ code }) => (await ask<TagDetail>("GET", `/tags/${code}`)).body.definition))).filter(
      (definition) => definition["code"] !== "gone",
    ),
    true,
  );
  expect(await tree()).toContain("临时:0/0");
  expect((await ask("DELETE", `/tag-groups/${await numberOf("临时")}`)).status).toBe(200);
  await apply([{ code: "gone", name: "走" }]);
  expect((await tags()).find(({ code }) => code === "gone")).toMatchObject({ groupId: null, group: [] });
});

test("two moves at once never put two groups under each other", async () => {
  const [x, y] = (await Promise.all(["x", "y"].map((name) => ask<TagGroup>("POST", "/tag-groups", { name })))).map(({ body }) =>
    String(body.id),
  );
  const answers = await Promise.all([
    ask("POST", `/tag-groups/${x}/move`, { parent: y }),
    ask("POST", `/tag-groups/${y}/move`, { parent: x }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await tree()).toHaveLength((await groups()).length);
});

test("who may only read sees the tree and changes nothing", async () => {
  const viewer = async (method: InjectOptions["method"], path: string, payload?: object) =>
    (await ask(method, path, payload, "read-only")).status;
  expect(await viewer("GET", "/tag-groups")).toBe(200);
  expect(await viewer("POST", "/tag-groups", { name: "z" })).toBe(403);
  expect(await viewer("POST", "/tags/move", { tags: ["a"], group: "/" })).toBe(403);
});

test("who edits a group that somebody else changed meanwhile is told what it is now, and nothing is overwritten", async () => {
  const { body: made } = await ask<TagGroup>("POST", "/tag-groups", { name: "两人" });
  const change = (description: string, based: string) =>
    ask<ProblemDetails & TagGroup>("PATCH", `/tag-groups/${made.id}`, { description, based });
  const first = await change("甲写的", made.updatedAt);
  expect(first).toMatchObject({ status: 200, body: { description: "甲写的" } });
  const second = await change("乙写的", made.updatedAt);
  expect(second).toMatchObject({ status: 409, body: { code: "TAG_GROUP_CHANGED_SINCE", params: { now: { description: "甲写的" } } } });
  expect(await change("乙写的", first.body.updatedAt)).toMatchObject({ status: 200, body: { description: "乙写的" } });
});

test("a name that cannot be says why: its length, invisible characters, marks of direction", async () => {
  const refusal = async (name: string) => (await ask<ProblemDetails>("POST", "/tag-groups", { name })).body;
  expect((await refusal("长".repeat(10_000))).en).toContain("it has 10000 characters, the limit is 60");
  for (const name of ["a\u202eb", "a\u200bb", "a\u2066b"]) expect((await refusal(name)).en).toContain("invisible characters");
  expect(await refusal("\u200b\u200b")).toMatchObject({ code: "TAG_GROUP_NAME" });
  expect((await ask<TagGroup>("POST", "/tag-groups", { name: "<script>alert(1)</script>" })).body.name.zh).toBe(
    "<script>alert(1)</script>",
  );
});

test("a tag is found by alias, pinyin and initials", async () => {
  await apply([{ code: "bank", name: "银行卡用户", aliases: ["持卡人"] }]);
  const found = async (q: string) =>
    (await ask<{ items: TagSummary[] }>("GET", `/tags?q=${encodeURIComponent(q)}`)).body.items.map(({ code }) => code);
  for (const q of ["持卡", "yinhangka", "yhk", "yinhk", "ckr", "BANK"]) expect(await found(q)).toEqual(["bank"]);
});
