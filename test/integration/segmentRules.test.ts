import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { readTag } from "../../src/insight/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { deleteSegment, saveSegment } from "../../src/segments/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  const customer = (external: string, city: string, agreed: boolean) => ({
    identities: [{ platform: "crm", external }],
    attributes: { city, "consent.sms": agreed },
    at: NOW - 1000,
  });
  await appendBatch({
    ctx,
    input: { events: [], customers: [customer("a", "上海", true), customer("b", "上海", false), customer("c", "北京", true)] },
  });
});
afterAll(() => engine.close());

const apply = (tags: readonly Record<string, unknown>[]) => applyTags({ ctx, input: { document: { tags }, prune: false } });

test("a rule may ask for a segment by its name or id, and explains it by its combination", async () => {
  await apply([
    { code: "local", name: "本地", rule: { attribute: "city", is: "上海" } },
    { code: "agreed", name: "可短信", rule: { consent: "sms" } },
  ]);
  const saved = await saveSegment({ ctx, input: { name: "本地可短信", where: "本地 且 可短信" } });
  await apply([
    { code: "by_name", name: "按名", rule: { segment: "本地可短信" } },
    { code: "by_id", name: "按号", rule: { not: { segment: saved.id } } },
  ]);
  expect(await readTag({ ctx, input: { tag: "by_name" } })).toMatchObject({ members: 1, uses: ["local", "agreed"] });
  expect(await readTag({ ctx, input: { tag: "by_id" } })).toMatchObject({ members: 2 });
  const why = await explainTag({ ctx, input: { customer: await findCustomer({ ctx, input: "crm:b" }), tag: "by_name" } });
  expect(why.sentence.zh).toBe("在人群「本地可短信」中：（有标签「本地」，且有标签「可短信」）");
  expect(why.trees[0]!.tree).toMatchObject({
    leaf: "segment",
    pass: false,
    children: [{ kind: "all", children: [{ pass: true }, { pass: false }] }],
  });
});

test("a segment saved anew changes the tags that name it", async () => {
  await saveSegment({ ctx, input: { name: "本地可短信", where: "本地 或 可短信" } });
  await apply([]);
  expect(await readTag({ ctx, input: { tag: "by_name" } })).toMatchObject({ members: 3 });
});

test("a circle through a segment is refused with its path, from the side of the tag and of the segment", async () => {
  await expect(saveSegment({ ctx, input: { name: "本地可短信", where: "按名" } })).rejects.toMatchObject({
    code: "TAG_CYCLE",
    params: { path: ["by_name", "「本地可短信」", "by_name"] },
  });
  await expect(apply([{ code: "local", name: "本地", rule: { segment: "本地可短信" } }])).rejects.toMatchObject({
    code: "TAG_CYCLE",
    params: { path: ["local", "「本地可短信」", "local"] },
  });
});

test("a segment in use is not deleted and says by what; one that is not known suggests the nearest", async () => {
  await expect(deleteSegment({ ctx, input: { segment: "本地可短信" } })).rejects.toMatchObject({
    code: "SEGMENT_IN_USE",
    params: {
      segment: "本地可短信",
      uses: [
        { kind: "tag", id: "by_name" },
        { kind: "tag", id: "by_id" },
      ],
    },
  });
  await saveSegment({ ctx, input: { name: "没人用", where: "本地" } });
  expect(await deleteSegment({ ctx, input: { segment: "没人用" } })).toEqual({ ok: true });
  await expect(apply([{ code: "x", name: "某", rule: { segment: "本地可短" } }])).rejects.toMatchObject({
    issues: [{ code: "RULE_UNKNOWN_SEGMENT", suggestion: "本地可短信", path: "tags[0].rule.segment" }],
  });
});
