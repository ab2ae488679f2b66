import { sql } from "../../src/engine/index.ts";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import fc from "../support/properties.ts";
import { exportCustomers } from "../../src/exports/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { applyTags, previewTags } from "../../src/publishing/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { IMPORTED } from "../../src/assignments/index.ts";
import { foldedName } from "../../src/rules/index.ts";
import { countCustomers, readSegment, saveSegment } from "../../src/segments/index.ts";
import { findTag, loadTags } from "../../src/tags/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";

let to: Importing;
beforeAll(async () => {
  to = await openImporting();
  await bring("people.csv", "会员号,城市\n1,上海\n2,北京\n");
});
afterAll(() => to.engine.close());

const bring = (name: string, content: string, more: object = {}) =>
  importFile({ ctx: to.ctx, tagging: IMPORTED, input: { path: to.file(name, content), ...more } });
const apply = (tags: object[], prune = false) => applyTags({ ctx: to.ctx, input: { document: { tags }, prune } });
const issuesOf = (work: Promise<unknown>) =>
  work.then(
    () => [] as string[],
    (error: { issues: { code: string; path: string; en: string }[] }) => error.issues.map(({ code, path, en }) => `${code} ${path}: ${en}`),
  );

test("a name that only looks different is refused when it is made, with the tag that has it", async () => {
  await apply(
    [
      { code: "vip", name: "VIP客户" },
      { code: "cafe", name: "Café" },
    ],
    true,
  );
  for (const name of ["vip客户", "ＶＩＰ客户", "VIP客户\u200b", " VIP客户　", "V\u00adIP客户"])
    expect(await issuesOf(apply([{ code: "other", name }])), name).toEqual([
      expect.stringMatching(/^TAG_NAME_TAKEN tags\[0\]\.name: The name .* is already used by the tag vip/u),
    ]);
  expect(await issuesOf(apply([{ code: "other", name: "cafe\u0301" }]))).toHaveLength(1);
  // In one document, and against the code of another.
  expect(
    await issuesOf(
      apply([
        { code: "a", name: "新 客" },
        { code: "b", name: "新　客" },
      ]),
    ),
  ).toHaveLength(1);
  expect(await issuesOf(apply([{ code: "a", name: "VIP" }]))).toHaveLength(1);
  expect(await issuesOf(apply([{ code: "b", name: "上\n下" }]))).toHaveLength(1);
  expect(await issuesOf(apply([{ code: "b", name: "\u200b" }]))).toHaveLength(1);
  // Renaming a tag to another spelling of its own name is no trouble.
  expect(await issuesOf(apply([{ code: "vip", name: "vip客户" }]))).toEqual([]);
  expect(
    await issuesOf(
      apply([
        {
          code: "life",
          name: "周期",
          values: [
            { value: "A", rule: { attribute: "city", is: "x" } },
            { value: "ａ", rule: { attribute: "city", is: "y" } },
          ],
        },
      ]),
    ),
  ).toHaveLength(1);
});

test("a name is found however it is written: by files, by combinations, by the command line and by rules", async () => {
  await apply(
    [
      { code: "vip", name: "VIP客户" },
      { code: "named", name: "指名", rule: { tag: "ｖｉｐ客户" } },
    ],
    true,
  );
  const report = await bring("vip.csv", "会员号,标签\n1,ｖｉｐ客户\n2,VIP\u200b客户\n", { createTags: true });
  expect(report).toMatchObject({ tagged: 2, tagsCreated: [] });
  await evaluateTags({ ctx: to.ctx, input: {} });
  for (const where of ["vip客户", "ＶＩＰ客户", '"VIP客户\u200b"', "vip", "指名"])
    expect((await countCustomers({ ctx: to.ctx, input: { where } })).count, where).toBe(2);
  expect(findTag(await loadTags({ ctx: to.ctx }), "Ｖｉｐ客户").code).toBe("vip");
});

test("words of one file that only look different make one tag", async () => {
  await apply([], true);
  await bring("made.csv", "会员号,标签\n1,新品试用\n2,新品试用\u200b\n", { createTags: true });
  const made = [...(await loadTags({ ctx: to.ctx })).tags.values()].filter(({ name }) => foldedName(name.zh) === "新品试用");
  expect(made).toHaveLength(1);
});

test("a near name is warned about in the plan, a name that tells tags apart is not", async () => {
  await apply(
    [
      { code: "high", name: "高价值客户" },
      { code: "days30", name: "近30天活跃" },
    ],
    true,
  );
  const plan = await previewTags({
    ctx: to.ctx,
    input: {
      prune: false,
      document: {
        tags: [
          { code: "high2", name: "高价值-客户" },
          { code: "days90", name: "近90天活跃" },
        ],
      },
    },
  });
  const warned = plan.entries.filter(({ warnings }) => warnings.length > 0);
  expect(warned.map(({ code }) => code)).toEqual(["high2"]);
  expect(warned[0]!.warnings[0]!.zh).toContain("高价值客户");
});

test("a saved segment means the same after its tags are renamed and after tags with the words of the language are made", async () => {
  await apply(
    [
      { code: "a", name: "甲" },
      { code: "b", name: "乙" },
    ],
    true,
  );
  await bring("ab.csv", "会员号,标签\n1,甲、乙\n2,乙\n");
  await saveSegment({ ctx: to.ctx, input: { name: "人群", where: "乙 且 非 甲" } });
  const count = async () => (await readSegment({ ctx: to.ctx, input: { segment: "人群" } })).count;
  expect(await count()).toBe(1);
  await apply([
    { code: "a", name: "乙 且 非 甲" },
    { code: "b", name: "且" },
    { code: "c", name: "甲" },
  ]);
  const kept = await readSegment({ ctx: to.ctx, input: { segment: "人群" } });
  expect(kept).toMatchObject({ count: 1, where: "「且」 且 非 「乙 且 非 甲」", sentence: { zh: "「且」 且 非「乙 且 非 甲」" } });
  // What it says of itself selects the same.
  expect((await countCustomers({ ctx: to.ctx, input: { where: kept.where } })).count).toBe(1);
  await to.ctx.records.deleteFrom("segments").execute();
});

test("tags of any name and value survive export and import of the column of tags", async () => {
  const piece = fc.constantFrom(
    "高价值",
    "A",
    "、",
    "|",
    "，",
    ",",
    ";",
    "；",
    ":",
    "：",
    "=",
    '"',
    "'",
    "和",
    " ",
    "x",
    "1",
    "-",
    "｜",
    "=1+1",
  );
  const name = fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join("").trim())
    .filter((each) => foldedName(each) !== "");
  const names = fc.uniqueArray(name, { selector: foldedName, minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(names, names, async ([one, two, tiered], values) => {
      // A name that equals another with a value would be that.
      const words = [one!, two!, ...values.map((value) => `${tiered}:${value}`)];
      fc.pre(new Set([...words, tiered!].map(foldedName)).size === words.length + 1);
      await apply(
        [
          { code: "one", name: one },
          { code: "two", name: two },
          {
            code: "tiers",
            name: tiered,
            values: values.map((value, index) => ({ value, rule: { attribute: "city", is: ["上海", "北京", "无"][index] } })),
          },
        ],
        true,
      );
      const cell = (each: string) => `"${each.replaceAll('"', '""')}"`;
      await bring("give.csv", `会员号,标签\n1,${cell(`${cell(one!)};${cell(two!)}`)}\n2,${cell(cell(two!))}\n`);
      await evaluateTags({ ctx: to.ctx, input: {} });
      const exported = async () =>
        text((await exportCustomers({ ctx: to.ctx, input: { format: "jsonl", columns: "identity.member,tags" } })).stream);
      const before = await exported();
      const rows = before
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { "identity.member": string; tags: string });
      await to.ctx.facts.run(sql`TRUNCATE TABLE members`);
      const csv = rows.map((row) => `${row["identity.member"]},${cell(row.tags)}`).join("\n");
      await bring("back.csv", `会员号,标签\n${csv}\n`);
      await evaluateTags({ ctx: to.ctx, input: { force: true } });
      expect(await exported()).toBe(before);
    }),
    { numRuns: 12 },
  );
});
