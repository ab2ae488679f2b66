import { relative } from "node:path";
import { literal, sql } from "../../src/engine/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assignTag, changeMemberships, IMPORTED } from "../../src/assignments/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { importFile, undoImport } from "../../src/imports/index.ts";
import { listTagOverlaps } from "../../src/insight/index.ts";
import { customerHistory } from "../../src/membership/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { changeTagGroup, createGrant, createTagGroup, loadTags } from "../../src/tags/index.ts";
import { mergeCustomers, undoMerge } from "../../src/review/index.ts";
import { NOW, testCtx } from "../support/engine.ts";
import { openImporting, type Importing } from "../support/importing.ts";

let to: Importing;
const GRADES = "会员/等级";
const TAGS = [
  { code: "gold", name: "金", group: GRADES, kind: "static" },
  { code: "silver", name: "银", group: GRADES, kind: "static" },
  { code: "bronze", name: "铜", group: GRADES, kind: "static" },
  { code: "free", name: "自由", group: "会员", kind: "static" },
  { code: "not_gold", name: "非金", group: GRADES, rule: { not: { tag: "gold" } } },
];

let now = NOW;
beforeAll(async () => {
  const opened = await openImporting();
  to = { ...opened, ctx: testCtx(opened.engine, { clock: () => now }) };
  await applyTags({ ctx: to.ctx, input: { prune: false, document: { tags: TAGS } } });
  await bring(
    "people.csv",
    ["a", "b", "c", "d", "e", "f", "g"].map((name) => `${name},free`),
  );
});
afterAll(() => to.engine.close());

const bring = (name: string, rows: readonly string[]) =>
  importFile({ ctx: to.ctx, tagging: IMPORTED, input: { path: to.file(name, ["crm,标签", ...rows].join("\n")) } });
const wins = (exclusive: "none" | "newer" | "higher") => changeTagGroup({ ctx: to.ctx, input: { group: GRADES, exclusive } });
const numberOf = (name: string) => findCustomer({ ctx: to.ctx, input: `crm:${name}` });
const give = async (tag: string, ...names: readonly string[]) =>
  assignTag({ ctx: to.ctx, input: { tag, add: await Promise.all(names.map(numberOf)), remove: [], reason: "评级" } });

/** The grades of each customer, `a:gold`. */
async function grades(...names: readonly string[]): Promise<string[]> {
  const { tags } = await loadTags({ ctx: to.ctx });
  const codes = new Map([...tags.values()].map(({ id, code }) => [id, code]));
  const rows = await to.ctx.facts.rows<{ tag: number; customers: number[] }>(
    sql`SELECT tag, bitmapToArray(customers) AS customers FROM members FINAL ORDER BY tag`,
  );
  const of = async (name: string) => {
    const number = await numberOf(name);
    const held = rows.filter(({ customers }) => customers.includes(number)).map(({ tag }) => codes.get(tag)!);
    return `${name}:${held.filter((code) => ["gold", "silver", "bronze"].includes(code)).join("+")}`;
  };
  return Promise.all(names.map(of));
}

test("a tag of a group where the newer wins takes the others off, in one evaluation, with the same reason", async () => {
  await wins("newer");
  await give("gold", "a", "b");
  const answer = await give("bronze", "a", "c");
  expect(answer).toMatchObject({
    entered: 2,
    left: 0,
    members: 2,
    kept: [],
    replaced: [{ tag: "gold", customers: [await numberOf("a")] }],
  });
  expect(await grades("a", "b", "c")).toEqual(["a:bronze", "b:gold", "c:bronze"]);
  const { items } = await customerHistory({ ctx: to.ctx, input: { customer: await numberOf("a"), limit: 50 } });
  const entered = items.find(({ tag, move }) => tag.code === "bronze" && move === "entered")!;
  const together = items.filter(({ evaluation }) => evaluation === entered.evaluation);
  expect(together.map(({ tag, move, reason }) => [tag.code, move, reason]).toSorted()).toEqual([
    ["bronze", "entered", "评级"],
    ["gold", "left", "评级"],
  ]);
});

test("a rule that names a tag that was taken off is evaluated at once", async () => {
  await give("gold", "a");
  await give("silver", "a");
  const { tags } = await loadTags({ ctx: to.ctx });
  const rows = await to.ctx.facts.rows<{ customers: number[] }>(
    sql`SELECT bitmapToArray(customers) AS customers FROM members FINAL WHERE tag = ${literal.integer(tags.get("not_gold")!.id)}`,
  );
  expect(rows.flatMap(({ customers }) => customers)).toContain(await numberOf("a"));
});

test("where the higher wins, a lower tag is not added to who has a higher one", async () => {
  await wins("higher");
  await give("gold", "d");
  await give("bronze", "e");
  const answer = await give("silver", "d", "e");
  expect(answer).toMatchObject({ entered: 1, kept: [await numberOf("d")], replaced: [{ tag: "bronze" }] });
  expect(await grades("d", "e")).toEqual(["d:gold", "e:silver"]);
});

test("of messages about one customer the last one counts, whatever their order by tag", async () => {
  await wins("newer");
  const memberships = [
    { customer: "crm:f", tag: "gold" },
    { customer: "crm:g", tag: "silver" },
    { customer: "crm:f", tag: "silver" },
    { customer: "crm:g", tag: "gold" },
  ];
  const { results } = await changeMemberships({ ctx: to.ctx, input: { memberships } });
  expect(results.map(({ added }) => added)).toEqual([false, false, true, true]);
  expect(await grades("f", "g")).toEqual(["f:silver", "g:gold"]);
});

test("a file gives one tag of an exclusive group; undoing it gives back what it took off", async () => {
  const before = await grades("a", "b", "d", "e", "f");
  expect(before).toEqual(["a:silver", "b:gold", "d:gold", "e:silver", "f:silver"]);
  const report = await bring("grades.csv", ["a,铜", "b,银;金", "h,铜;free"]);
  // The tags of one cell have no order: the one that stands higher in the group wins.
  expect(await grades("a", "b", "d", "e", "f", "h")).toEqual(["a:bronze", "b:gold", "d:gold", "e:silver", "f:silver", "h:bronze"]);
  await undoImport({ ctx: to.ctx, tagging: IMPORTED, input: { import: report.id } });
  expect(await grades("a", "b", "d", "e", "f")).toEqual(before);
});

test("where the higher wins, a file takes a lower tag off and leaves a higher one", async () => {
  await wins("higher");
  await bring("higher.csv", ["b,铜", "e,金", "c,free"]);
  expect(await grades("b", "c", "e")).toEqual(["b:gold", "c:bronze", "e:gold"]);
});

test("a group that is not exclusive lets a customer have several", async () => {
  await wins("none");
  await give("silver", "b");
  expect(await grades("b")).toEqual(["b:gold+silver"]);
});

test("tags of an exclusive group that share members are named with the number of customers, where they are listed and when one is applied", async () => {
  await wins("newer");
  const { items } = await listTagOverlaps({ ctx: to.ctx });
  const pair = (overlap: (typeof items)[number]) => `${overlap.tags.map(({ code }) => code).join("+")}:${overlap.customers}`;
  // Static tags from before the group was exclusive count too.
  expect(items.map(pair)).toContain("gold+silver:1");
  expect(items.map(pair).some((one) => one.includes("silver+not_gold"))).toBe(true);
  const { warnings } = await applyTags({ ctx: to.ctx, input: { prune: false, document: { tags: [TAGS.at(-1)!] } } });
  expect(warnings.filter(({ path }) => path === "group").map(({ tag, en }) => [tag, /have both|has both/.test(en)])).toContainEqual([
    "not_gold",
    true,
  ]);
  await wins("none");
  expect((await listTagOverlaps({ ctx: to.ctx })).items).toEqual([]);
});

test("merging customers leaves one tag of an exclusive group: the one they got last, or the higher; undoing gives both theirs back", async () => {
  await bring("pairs.csv", ["m1,free", "m2,free", "m3,free", "m4,free"]);
  await give("silver", "m1", "m3");
  now += 60_000;
  await give("gold", "m2", "m4");
  now += 60_000;
  await wins("newer");
  const merge = (customer: string, other: string) =>
    mergeCustomers({ ctx: to.ctx, input: { customer: `crm:${customer}`, other: `crm:${other}`, reason: "同一个人" } });
  const { merges } = await merge("m1", "m2");
  expect(await grades("m1")).toEqual(["m1:gold"]);
  await undoMerge({ ctx: to.ctx, input: { merge: merges[0]!.id, reason: "不是同一个人" } });
  expect(await grades("m1", "m2")).toEqual(["m1:silver", "m2:gold"]);
  await give("bronze", "m4");
  await wins("higher");
  await merge("m3", "m4");
  expect(await grades("m3")).toEqual(["m3:silver"]);
});

test("a tag of the group that somebody may not take off stays, by hand and by a file, and the new one is not added", async () => {
  await wins("newer");
  await createGrant({
    ctx: to.ctx,
    input: { subject: { role: "editor" }, object: { tag: "gold" }, action: "assign", effect: "deny" },
  });
  const editor = testCtx(to.engine, {
    clock: () => now,
    actor: { ...to.ctx.actor, kind: "person", id: "li", name: "李", role: "editor" },
  });
  await bring("guarded.csv", ["g1,金", "g2,银", "g3,free"]);
  const add = await Promise.all(["g1", "g2", "g3"].map(numberOf));
  const answer = await assignTag({ ctx: editor, input: { tag: "bronze", add, remove: [] } });
  expect(answer).toMatchObject({ entered: 2, kept: [add[0]], replaced: [{ tag: "silver", customers: [add[1]] }] });
  const file = to.file("again.csv", ["crm,标签", "g1,银", "g2,银", "g3,free"].join("\n"));
  const sent = { name: "again.csv", path: relative(to.engine.dataDir, file), bytes: 1, actor: "li", created_at: new Date(now) };
  await to.ctx.records
    .insertInto("uploads")
    .values({ id: "again", ...sent })
    .execute();
  await importFile({ ctx: editor, tagging: IMPORTED, input: { upload: "again" } });
  expect(await grades("g1", "g2", "g3")).toEqual(["g1:gold", "g2:silver", "g3:bronze"]);
});

test("the name of a hidden group cannot be used, and nothing says that it is a group's", async () => {
  await createTagGroup({ ctx: to.ctx, input: { name: "内部风控", parent: "会员" } });
  await createGrant({
    ctx: to.ctx,
    input: { subject: { role: "manager" }, object: { group: "会员/内部风控" }, action: "see", effect: "deny" },
  });
  const manager = testCtx(to.engine, { actor: { ...to.ctx.actor, kind: "person", id: "wang", name: "王", role: "manager" } });
  const made = createTagGroup({ ctx: manager, input: { name: "内部 风控", parent: "会员" } });
  await expect(createTagGroup({ ctx: manager, input: { name: "内部风控", parent: "会员" } })).rejects.toMatchObject({
    code: "TAG_UNAVAILABLE",
  });
  await expect(made).resolves.toMatchObject({ name: { zh: "内部 风控" } });
  await expect(changeTagGroup({ ctx: manager, input: { group: "会员/内部 风控", name: "内部风控" } })).rejects.toMatchObject({
    code: "TAG_UNAVAILABLE",
  });
});
