import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { applyTags, type PublishedBefore } from "../../src/publishing/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;
beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => NOW });
  await seedCatalogue({ ctx });
  const customers = ["a", "b", "c"].map((external) => ({
    identities: [{ platform: "crm", external }],
    attributes: { city: "上海" },
    at: NOW,
  }));
  await appendBatch({ ctx, input: { customers, events: [] } });
  await apply([{ code: "city", name: "上海", rule: { attribute: "city", is: "上海" } }]);
});
afterAll(() => engine.close());

const apply = (tags: readonly object[], attempts?: Parameters<typeof applyTags>[0]["attempts"], progress?: () => void) =>
  applyTags({ ctx, input: { document: { tags }, prune: true, ...(progress && { progress }) }, ...(attempts && { attempts }) });

/** An attempt, and what it noted. */
async function first(tags: readonly object[], progress?: () => void) {
  let noted: PublishedBefore | null = null;
  const attempts = { noted: null, note: async (_: unknown, value: PublishedBefore) => void (noted = value) };
  const applied = await apply(tags, attempts, progress).catch((error: Error) => error);
  return { applied, again: () => apply(tags, { noted, note: () => Promise.reject(new Error("published twice")) }) };
}

test("an apply that was cut off after publishing counts what it published, and who moved, when it runs again", async () => {
  const tags = [
    { code: "beijing", name: "北京", rule: { attribute: "city", is: "北京" } },
    { code: "known", name: "有城市", rule: { attribute: "city", isSet: true } },
  ];
  const { applied, again } = await first(tags, () => {
    throw new Error("cut off");
  });
  expect(applied).toMatchObject({ message: "cut off" });
  expect(await again()).toMatchObject({
    added: ["beijing", "known"],
    changed: [],
    unchanged: [],
    retired: ["city"],
    evaluation: { how: "full", entered: 3, left: 0, tags: 2, failed: [] },
  });
});

test("an apply that was cut off after its evaluation says the same again", async () => {
  const tags = [{ code: "known", name: "有城市", rule: { attribute: "city", is: ["上海", "北京"] } }];
  const { applied, again } = await first([...tags, { code: "more", name: "更多", rule: { attribute: "city", is: "上海" } }]);
  expect(applied).toMatchObject({
    added: ["more"],
    changed: ["known"],
    retired: ["beijing"],
    evaluation: { entered: 3, left: 0, tags: 2 },
  });
  const { evaluation, ...published } = applied as Awaited<ReturnType<typeof apply>>;
  const { evaluation: after, ...later } = await again();
  expect(later).toEqual(published);
  expect(after).toMatchObject({ entered: evaluation.entered, left: evaluation.left, tags: evaluation.tags, failed: [] });
});
