import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { openCaches, type Ctx, type Engine } from "../../src/engine/index.ts";
import { eraseCustomer, finishErasures } from "../../src/erasure/index.ts";
import { findCustomers } from "../../src/identity/index.ts";
import { areInMemory } from "../../src/identity/inMemory/identitiesInMemory.ts";
import { importFile, undoImport } from "../../src/imports/index.ts";
import { IMPORTED } from "../../src/assignments/imported/index.ts";
import { listMerges, mergeCustomers, splitCustomer, undoMerge } from "../../src/review/index.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";
import fc from "../support/properties.ts";
import { refusing } from "../support/refusing.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 3);
const NAMES = ["a", "b", "c", "d", "e", "f"];
const REFS = NAMES.flatMap((name) => [`crm:${name}`, `member:${name}`]);
/** Between processes nothing is kept. */
const isAlone = !inject("servers");
/** More than are asked before all identities are loaded. */
const MANY_QUESTIONS = 60;

let engine: Engine;
let ctx: Ctx;
let statements: string[] = [];
let sent = 0;

beforeAll(async () => {
  engine = await openTestEngine();
  const rows: typeof engine.facts.rows = (statement, options) => {
    statements.push(statement.text);
    return engine.facts.rows(statement, options);
  };
  ctx = testCtx(engine, { facts: { ...engine.facts, rows } });
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

const identity = (ref: string) => ({ platform: ref.split(":")[0]!, external: ref.split(":")[1]! });

function send(one: Ctx, ...refs: string[]) {
  const event = { event: "Order Completed", id: `m${++sent}`, identities: refs.map(identity), time: one.clock(), properties: {} };
  return appendBatch({ ctx: one, input: { events: [event] } });
}

let hasAskedOften = false;

/** Asks so often that all identities are loaded. Between processes none are, which is enough to see once. */
async function load(): Promise<void> {
  const questions = isAlone || !hasAskedOften ? MANY_QUESTIONS : 1;
  hasAskedOften = true;
  for (let asked = 0; asked < questions; asked++) await findCustomers({ ctx, input: REFS.slice(0, 1) });
  expect(await areInMemory(ctx)).toBe(isAlone);
}

/** The process answers what one answers that remembers nothing. */
async function expectAsStored(): Promise<ReadonlyMap<string, number>> {
  const stored = await findCustomers({ ctx: { ...ctx, caches: openCaches() }, input: REFS });
  expect(new Map(await findCustomers({ ctx, input: REFS }))).toEqual(new Map(stored));
  return stored;
}

test("who asks often is answered without a statement; a new identity is known at once", async () => {
  await send(ctx, "crm:a", "member:a");
  await load();
  statements = [];
  await expect(send(ctx, "crm:b")).resolves.toMatchObject({ customersCreated: 1 });
  const found = await findCustomers({ ctx, input: ["crm:a", "member:a", "crm:b", "crm:nobody"] });
  expect([...found.keys()]).toEqual(["crm:a", "member:a", "crm:b"]);
  if (isAlone) expect(statements.filter((statement) => statement.includes("FROM identities"))).toEqual([]);
  await expectAsStored();
});

test("identities that are too many for memory are asked of the store", async () => {
  const small = { ...ctx, memoryBytes: 8 };
  for (let asked = 0; asked < MANY_QUESTIONS; asked++) await findCustomers({ ctx: small, input: ["crm:a"] });
  await expectAsStored();
});

test("an insert that fails, whether its rows were written or not, leaves no false owner", async () => {
  const store = refusing(engine.facts);
  for (const how of ["before", "after"] as const)
    for (let from = 0; from < 6; from++) {
      await load();
      store.refuse(from, 1, how);
      await send({ ...ctx, facts: store.facts }, `crm:${how}${from}`, "member:a").catch(() => undefined);
      store.relent();
      await load();
      await expectAsStored();
      const refs = [`crm:${how}${from}`];
      const stored = await findCustomers({ ctx: { ...ctx, caches: openCaches() }, input: refs });
      expect(await findCustomers({ ctx, input: refs })).toEqual(stored);
    }
});

const ref = fc.constantFrom(...REFS);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("send" as const), refs: fc.uniqueArray(ref, { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("file" as const), refs: fc.uniqueArray(ref, { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("undo" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("merge" as const), one: ref, other: ref }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("split" as const), one: ref }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("unmerge" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const), one: ref }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("load" as const) }) },
);

test(
  "messages, files, merges, splits, erasures and what is undone leave the owners in memory that are stored",
  async () => {
    const imports: string[] = [];
    let files = 0;
    const take = async (one: typeof step extends fc.Arbitrary<infer T> ? T : never): Promise<unknown> => {
      const found = await findCustomers({ ctx, input: REFS });
      switch (one.kind) {
        case "send":
          return send(ctx, ...one.refs);
        case "file": {
          const path = join(engine.dataDir, `people${++files}.csv`);
          const cell = (name: string, platform: string) => (one.refs.includes(`${platform}:${name}`) ? name : "");
          const lines = NAMES.map((name) => `${cell(name, "crm")},${cell(name, "member")},2026-01-10`);
          writeFileSync(path, `crm,member,day\n${lines.filter((line) => !line.startsWith(",,")).join("\n")}\n`);
          const mapping = {
            event: "Order Completed",
            time: "day",
            timezone: "Asia/Shanghai",
            identities: { crm: "crm", member: "member" },
          };
          return imports.push((await importFile({ ctx, tagging: IMPORTED, input: { path, mapping } })).id);
        }
        case "undo": {
          const last = imports.pop();
          return last === undefined ? undefined : undoImport({ ctx, tagging: IMPORTED, input: { import: last } });
        }
        case "merge": {
          const [customer, other] = [found.get(one.one), found.get(one.other)];
          if (customer === undefined || other === undefined || customer === other) return undefined;
          return mergeCustomers({ ctx, input: { customer: String(customer), other: String(other), reason: "同一人" } });
        }
        case "split":
          return found.has(one.one)
            ? splitCustomer({ ctx, input: { customer: one.one, identities: [identity(one.one)], reason: "别人的" } })
            : undefined;
        case "unmerge": {
          const { items } = await listMerges({ ctx, input: { limit: 10 } });
          const open = items.find(({ undone }) => undone === null);
          return open ? undoMerge({ ctx, input: { merge: open.id, reason: "弄错了" } }) : undefined;
        }
        case "erase": {
          if (!found.has(one.one)) return undefined;
          await eraseCustomer({ ctx, input: { customer: one.one } });
          return finishErasures(ctx);
        }
        case "load":
          return load();
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
        await load();
        for (const one of steps) {
          // A person is refused what cannot be done, as to split the only identity.
          await take(one).catch((error: { code?: string }) => {
            if (error.code === undefined) throw error;
          });
          await expectAsStored();
        }
        await load();
        await expectAsStored();
      }),
      { numRuns: RUNS },
    );
  },
  120_000 + RUNS * 30_000,
);
