import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import type { WhyNode } from "../../src/contract/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { backtestRule, listTags, readTag } from "../../src/insight/index.ts";
import { applyTags, estimateRule, previewRule } from "../../src/publishing/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { readQueryPlan } from "../../src/evaluation/index.ts";
import { countCustomers, listSegments, saveSegment } from "../../src/segments/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

/** Unfolded, the last of so many tags would be more than 2^30 conditions. */
const LENGTH = 30;
const last = `t${LENGTH - 1}`;
let engine: Engine;
let ctx: Ctx;
let customer: number;

const isBase = { event: "Order Completed", is: ">= 1" };
/** Each names the one before twice, every third through a segment that names it twice. */
const chained = (index: number) =>
  index === 0
    ? isBase
    : index % 3 === 0
      ? { segment: `人群${index - 1}` }
      : { all: [{ tag: `t${index - 1}` }, { any: [{ tag: `t${index - 1}` }, { not: { event: "Order Completed", is: `>= ${index}` } }] }] };

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  const order = {
    event: "Order Completed",
    identities: [{ platform: "crm", external: "a" }],
    time: NOW - 1_000,
    properties: { amount: 1 },
  };
  await appendBatch({ ctx, input: { customers: [], events: [order] } });
  for (let index = 0; index < LENGTH; index++) {
    if (index > 0 && index % 3 === 0)
      await saveSegment({ ctx, input: { name: `人群${index - 1}`, where: `t${index - 1} 且 (t${index - 1} 或 非 t${index - 1})` } });
    if (index % 3 === 2 || index === LENGTH - 1) {
      const from = index - (index % 3);
      const tags = Array.from({ length: index - from + 1 }, (_, offset) => ({ code: `t${from + offset}`, rule: chained(from + offset) }));
      await applyTags({ ctx, input: { document: { tags }, prune: false } });
    }
  }
  customer = await findCustomer({ ctx, input: "crm:a" });
}, 120_000);
afterAll(() => engine.close());

const nodesOf = (node: WhyNode): WhyNode[] => [node, ...node.children.flatMap(nodesOf)];

test("the reasons explain each tag once, whatever number of ways leads to it", async () => {
  const why = await explainTag({ ctx, input: { customer, tag: last } });
  expect(why).toMatchObject({ has: true, member: true });
  expect(why.tags.map(({ code }) => code)).toEqual(Array.from({ length: LENGTH - 1 }, (_, index) => `t${LENGTH - 2 - index}`));
  expect(why.tags.every(({ has, trees }) => has && trees?.length === 1)).toBe(true);
  const [base] = why.tags.at(-1)!.trees!;
  expect(base).toMatchObject({ pass: true, tree: { observed: { zh: "1 次" }, events: [{ event: "Order Completed" }] } });
  const nodes = [...why.trees, ...why.tags.flatMap(({ trees }) => trees!)].flatMap(({ tree }) => nodesOf(tree));
  expect(nodes.every(({ leaf, tag }) => (leaf === "tag") === (tag !== null))).toBe(true);
  expect(JSON.stringify(why).length).toBeLessThan(400_000);
});

test("sentences, uses, plans, previews, estimates, backtests and counts of tags that share a tag do not unfold it", async () => {
  expect(await readTag({ ctx, input: { tag: "t0" } })).toMatchObject({ usedBy: [{ kind: "tag", id: "t1" }], members: 1 });
  expect((await readTag({ ctx, input: { tag: last } })).sentence!.zh.length).toBeLessThan(500);
  expect((await listTags({ ctx, input: {} })).items).toHaveLength(LENGTH);
  const plan = await readQueryPlan({ ctx, input: { tags: [last] } });
  expect(plan.tags).toHaveLength(LENGTH);
  expect(await evaluateTags({ ctx, input: { force: true } })).toMatchObject({ tags: LENGTH, failed: [] });
  const definition = { rule: { all: [{ tag: last }, { not: { tag: last } }] } } as const;
  expect(await previewRule({ ctx, input: { definition } })).toMatchObject({ count: 0 });
  expect(await previewRule({ ctx, input: { definition: { rule: { tag: last } }, asOf: NOW } })).toMatchObject({ count: 1 });
  expect(await estimateRule({ ctx, input: { definition: { rule: { tag: last } } } })).toMatchObject({ estimate: { count: 1 } });
  expect(await backtestRule({ ctx, input: { tag: last, months: 1 } })).toMatchObject({ months: [{}] });
  expect(await countCustomers({ ctx, input: { where: `${last} 且 非 ${last}` } })).toMatchObject({ count: 0 });
  expect(await countCustomers({ ctx, input: { where: last, asOf: NOW } })).toMatchObject({ count: 1 });
  expect((await listSegments({ ctx })).items.every(({ count }) => count === 1)).toBe(true);
});

test("an answer has a bounded number of conditions and says what it leaves out, which is answered by itself", async () => {
  const wide = (code: string, first: number) => ({
    code,
    rule: { all: Array.from({ length: 150 }, (_, index) => ({ event: "Order Completed", is: `>= ${first + index}` })) },
  });
  const tags = [wide("wide", 1), wide("wider", 200), { code: "both", rule: { all: [{ tag: "wide" }, { tag: "wider" }, isBase] } }];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
  const why = await explainTag({ ctx, input: { customer, tag: "both" } });
  expect(why.trees[0]!.tree).toMatchObject({ pass: false, omitted: 0 });
  expect(why.tags.map(({ code, trees }) => [code, trees?.[0]!.tree.children.length, trees?.[0]!.tree.omitted])).toEqual([
    ["wide", 150, 0],
    ["wider", 44, 106],
  ]);
  const alone = await explainTag({ ctx, input: { customer, tag: "wider" } });
  expect(alone.trees[0]!.tree).toMatchObject({ pass: false, omitted: 0 });
});
