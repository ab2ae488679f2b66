import { afterAll, beforeAll, expect, test } from "vitest";
import { assignInBulk, assignTag, listBulkAssignments, undoBulkAssignment, type BulkWork } from "../../src/assignments/index.ts";
import type { BulkAssignmentInput } from "../../src/contract/index.ts";
import { sql, type Ctx } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { PERMISSIONS } from "../../src/kernel/index.ts";
import { customerHistory } from "../../src/membership/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { changeTagGroup, loadTags } from "../../src/tags/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";
import { testCtx } from "../support/engine.ts";

let to: Importing;
let ctx: Ctx;
let now = Date.UTC(2026, 0, 2);
const NAMES = ["a", "b", "c", "d", "e", "f"];
const GRADES = "等级";
const TAGS = [
  { code: "vip", name: "重要客户", kind: "static" },
  { code: "lead", name: "线索", kind: "static" },
  { code: "gold", name: "金", group: GRADES, kind: "static" },
  { code: "silver", name: "银", group: GRADES, kind: "static" },
  { code: "not_vip", name: "非重要", rule: { not: { tag: "vip" } } },
];

beforeAll(async () => {
  to = await openImporting();
  ctx = testCtx(to.engine, { clock: () => now });
  const rows = NAMES.map((name, index) => `${name},1390213902${index},${index < 3 ? "北京" : "上海"}`);
  await to.load("people.csv", ["crm,phone,city", ...rows].join("\n"), {
    identities: { crm: "crm", phone: "phone" },
    attributes: { city: "city" },
  });
  await applyTags({ ctx, input: { prune: false, document: { tags: TAGS } } });
});
afterAll(() => to.engine.close());

let jobs = 0;
/** What the queue gives to a job; `interrupted` stops it at a step, as a crash does. */
const workOf = (job = `job-${++jobs}`, more: Partial<BulkWork> = {}): BulkWork => ({
  job,
  progress() {},
  signal: new AbortController().signal,
  noted: null,
  note: async () => {},
  ...more,
});
type Given = Partial<Omit<BulkAssignmentInput, "who">> & Pick<BulkAssignmentInput, "who">;
const assign = ({ add = [], remove = [], ...input }: Given, work = workOf(), as = ctx) =>
  assignInBulk({ ctx: as, input: { add, remove, ...input }, work });
const undo = (bulk: number, work = workOf()) => undoBulkAssignment({ ctx, input: { bulk: String(bulk) }, work });
const numberOf = (name: string) => findCustomer({ ctx, input: `crm:${name}` });
const crm = (...names: readonly string[]) => ({ list: names.map((name) => `crm:${name}`) });

/** The names of the members of each tag, and their stored assignments. */
async function stored(...codes: readonly string[]) {
  const { tags } = await loadTags({ ctx });
  const names = new Map(await Promise.all(NAMES.map(async (name) => [await numberOf(name), name] as const)));
  const rows = await ctx.facts.rows<{ tag: number; customers: number[] }>(
    sql`SELECT tag, bitmapToArray(customers) AS customers FROM members FINAL ORDER BY tag`,
  );
  const terms = await ctx.records
    .selectFrom("overrides")
    .select(["tag", "customer", "direction", "reason", "expires_at", "actor"])
    .where("removed_at", "is", null)
    .orderBy("customer")
    .execute();
  return codes.map((code) => {
    const { id } = tags.get(code)!;
    const members = rows.filter(({ tag }) => tag === id).flatMap(({ customers }) => customers.map((one) => names.get(one)!));
    const own = terms.filter(({ tag }) => tag === id);
    return [
      code,
      members.toSorted().join(""),
      ...own.map((one) =>
        `${names.get(Number(one.customer))} ${one.direction} ${one.reason} ${one.expires_at?.toISOString().slice(0, 10) ?? ""}`.trim(),
      ),
    ];
  });
}

test("tags are added and removed in one step, for a list of phones and numbers; what was not found is said", async () => {
  await assign({ who: crm("a", "b"), add: ["lead"] });
  const list = ["13902139020", " 139 0213 9021 ", String(await numberOf("c")), "crm:nobody", "13900000000", "", "crm:a"];
  const result = await assign({ who: { list }, add: ["vip"], remove: ["线索"], reason: "名单", until: "2026-03-01" });
  expect(result).toMatchObject({
    customers: 3,
    notFound: ["crm:nobody", "13900000000"],
    tags: [
      { tag: { code: "vip" }, direction: "in", moved: 3, already: 0 },
      { tag: { code: "lead" }, direction: "out", moved: 2, already: 1 },
    ],
  });
  expect(await stored("vip", "lead", "not_vip")).toEqual([
    ["vip", "abc", "a in 名单 2026-03-01", "b in 名单 2026-03-01", "c in 名单 2026-03-01"],
    ["lead", "", "a out 名单", "b out 名单"],
    ["not_vip", "def"],
  ]);
  const { items } = await customerHistory({ ctx, input: { customer: await numberOf("a"), limit: 50 } });
  const together = items.filter(({ evaluation }) => evaluation === items.find(({ tag }) => tag.code === "vip")!.evaluation);
  expect(together.map(({ tag, move, reason }) => [tag.code, move, reason]).toSorted()).toEqual([
    ["lead", "left", "名单"],
    ["vip", "entered", "名单"],
  ]);
  expect(await undo(result.bulk)).toMatchObject({ entered: 2, left: 3, changedSince: 0 });
  expect(await stored("vip", "lead", "not_vip")).toEqual([
    ["vip", ""],
    ["lead", "ab"],
    ["not_vip", "abcdef"],
  ]);
});

test("texts of a list are what its platform says", async () => {
  const { notFound, customers } = await assign({ who: { list: ["a", "x", "phone:13902139021"], platform: "crm" }, add: ["vip"] });
  expect({ notFound, customers }).toEqual({ notFound: ["x"], customers: 2 });
  expect((await stored("vip"))[0]).toEqual(["vip", "ab"]);
});

test("all that match a combination and a search; undoing restores the reasons and ends that were before", async () => {
  await assign({ who: crm("a"), add: ["vip"], reason: "老板说的", until: "2026-06-01" });
  const before = await stored("vip", "lead");
  const result = await assign({ who: { matching: { where: "vip or lead" } }, add: ["vip", "lead"], reason: "全部" });
  expect(result.tags.map(({ moved, already }) => [moved, already])).toEqual([
    [0, 2],
    [0, 2],
  ]);
  expect((await stored("vip"))[0]).toEqual(["vip", "ab", "a in 全部", "b in 全部"]);
  await undo(result.bulk);
  expect(await stored("vip", "lead")).toEqual(before);
  const everybody = await assign({ who: { matching: {} }, remove: ["vip"] });
  expect(everybody).toMatchObject({ customers: 6, tags: [{ moved: 2, already: 4 }] });
  await undo(everybody.bulk);
  expect(await stored("vip", "lead")).toEqual(before);
  expect(await assign({ who: { matching: { q: "1390213902" } }, add: ["lead"] })).toMatchObject({ customers: 6 });
});

test("what others have changed since stays and is counted", async () => {
  await assign({ who: { matching: {} }, remove: ["vip", "lead"] });
  const result = await assign({ who: crm("a", "b", "c", "d"), add: ["vip"], reason: "活动" });
  const [a, b] = [await numberOf("a"), await numberOf("b")];
  await assignTag({ ctx, input: { tag: "vip", add: [], remove: [a] } });
  await assignTag({ ctx, input: { tag: "vip", add: [b], remove: [], reason: "我确认过" } });
  expect(await undo(result.bulk)).toEqual({ bulk: result.bulk, left: 2, entered: 0, changedSince: 2 });
  expect(await stored("vip")).toEqual([["vip", "b", "b in 我确认过"]]);
  await expect(undo(result.bulk)).rejects.toMatchObject({ code: "BULK_UNDONE" });
});

test("an assignment whose end has come before the undo does not come back", async () => {
  await assign({ who: crm("c"), add: ["lead"], until: "2026-01-05" });
  const result = await assign({ who: crm("c"), remove: ["lead"] });
  now = Date.UTC(2026, 0, 8);
  expect(await undo(result.bulk)).toMatchObject({ entered: 0, changedSince: 0 });
  expect((await stored("lead"))[0]).toEqual(["lead", ""]);
});

test("an exclusive group keeps its rule, and undoing gives back the tag that was taken off", async () => {
  await changeTagGroup({ ctx, input: { group: GRADES, exclusive: "newer" } });
  await assign({ who: crm("a", "b"), add: ["gold"] });
  const result = await assign({ who: crm("a", "b", "c"), add: ["silver"], reason: "降级" });
  expect(result).toMatchObject({ tags: [{ moved: 3 }], replaced: [{ tag: { code: "gold" }, customers: 2 }] });
  await assignTag({ ctx, input: { tag: "gold", add: [await numberOf("a")], remove: [] } });
  expect(await undo(result.bulk)).toMatchObject({ entered: 1, left: 2 });
  expect((await stored("gold", "silver")).map(([code, members]) => [code, members])).toEqual([
    ["gold", "ab"],
    ["silver", ""],
  ]);
  await expect(assign({ who: crm("a"), add: ["gold", "silver"] })).rejects.toMatchObject({ code: "BULK_EXCLUSIVE" });
  await changeTagGroup({ ctx, input: { group: GRADES, exclusive: "higher" } });
  expect(await assign({ who: crm("a", "d"), add: ["silver"] })).toMatchObject({ tags: [{ moved: 1, kept: 1, already: 0 }] });
});

test("interrupted at any step, the job goes on with the customers that it chose, and counts nothing twice", async () => {
  await assign({ who: { matching: {} }, remove: ["vip", "lead", "gold", "silver"] });
  for (let step = 1; step <= 6; step++) {
    await assign({ who: crm("a", "b"), add: ["lead"] });
    const stop = new Error("crash");
    const breaking = (job: string): BulkWork => {
      let steps = 0;
      return workOf(job, {
        progress: () => {
          if (++steps === step) throw stop;
        },
        note: async () => {
          throw stop;
        },
      });
    };
    const input: Given = { who: { matching: { where: "lead" } }, add: ["vip"], remove: ["lead"], reason: "换" };
    const job = `job-${++jobs}`;
    await expect(assign(input, breaking(job))).rejects.toBe(stop);
    const result = await assign(input, workOf(job));
    expect(result, `step ${step}`).toMatchObject({ customers: 2, tags: [{ moved: 2 }, { moved: 2 }] });
    expect(await stored("vip", "lead", "not_vip")).toEqual([
      ["vip", "ab", "a in 换", "b in 换"],
      ["lead", "", "a out 换", "b out 换"],
      ["not_vip", "cdef"],
    ]);
    const undoing = `job-${++jobs}`;
    await undo(result.bulk, breaking(undoing)).catch((error: unknown) => expect(error).toBe(stop));
    const { items } = await listBulkAssignments({ ctx, input: { limit: 1 } });
    if (items[0]!.state !== "undone") await undo(result.bulk, workOf(undoing));
    expect(await stored("vip", "lead", "not_vip")).toEqual([
      ["vip", ""],
      ["lead", "ab"],
      ["not_vip", "abcdef"],
    ]);
  }
});

test("rights are checked when it runs, and what is wrong changes nothing", async () => {
  const before = await stored("vip", "lead");
  const reader = testCtx(to.engine, {
    clock: () => now,
    actor: {
      kind: "person",
      id: "2",
      name: "只读",
      role: "reader",
      permissions: new Set(PERMISSIONS.filter((one) => one !== "tag.assign")),
    },
  });
  const who = crm("a");
  await expect(assign({ who, add: ["vip"] }, workOf(), reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const [input, code] of [
    [{ who }, "BULK_NO_TAGS"],
    [{ who, add: ["vip"], remove: ["vip"] }, "BULK_BOTH_WAYS"],
    [{ who, remove: ["vip"], until: "2027-01-01" }, "BULK_UNTIL"],
    [{ who, add: ["vip"], until: "2020-01-01" }, "UNTIL_NOT_AHEAD"],
    [{ who: {}, add: ["vip"] }, "BULK_WHO"],
    [{ who: { ...who, matching: {} }, add: ["vip"] }, "BULK_WHO"],
    [{ who, add: ["not_vip"] }, "TAG_NOT_STATIC"],
    [{ who, add: ["none"] }, "TAG_NOT_FOUND"],
    [{ who: { matching: { where: "none" } }, add: ["vip"] }, "COMBINATION_UNKNOWN"],
  ] as const)
    await expect(assign(input as unknown as Given)).rejects.toMatchObject({ code });
  await expect(undo(10 ** 9)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await stored("vip", "lead")).toEqual(before);
});
