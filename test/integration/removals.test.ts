import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assignTag } from "../../src/assignments/index.ts";
import { IMPORTED } from "../../src/assignments/imported/index.ts";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { closeMessages, openBatch, validateMessages, writeMessages } from "../../src/customers/index.ts";
import { literal, openEngine, sql, type Ctx, type Engine } from "../../src/engine/index.ts";
import { findCustomer, removeCustomers, removeIdentities, whileRemovingCustomers } from "../../src/identity/index.ts";
import { importFile, undoImport, type Tagging } from "../../src/imports/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { testCtx } from "../support/engine.ts";
import { testStores, type TestStores } from "../support/stores.ts";

let stores: TestStores;
let engine: Engine;
/** Another process on servers; in the embedded form there is none. */
let other: Engine;
let ctx: Ctx;

beforeAll(async () => {
  stores = await testStores();
  engine = await openEngine(stores);
  await engine.lease.take();
  other = inject("servers") ? await openEngine(stores) : engine;
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
});
afterAll(async () => {
  if (other !== engine) await other.close();
  await engine.close();
  await stores.remove();
});

const messages = (crm: string, at = ctx.clock()) =>
  validateMessages({
    customers: [],
    events: [{ event: "Order Completed", identities: [{ platform: "crm", external: crm }], time: at, properties: {} }],
  });

test("who wrote about a customer while another process removes it is told to write again", async () => {
  const first = await openBatch(ctx, "messages");
  await writeMessages(ctx, messages("1"), first);
  await closeMessages(ctx, first, null);
  const customer = await findCustomer({ ctx, input: "crm:1" });
  await ctx.facts.run(sql`ALTER TABLE events DELETE WHERE true`, { settings: { mutations_sync: 2 } });
  const [looked, resolved, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const facts: Ctx["facts"] = {
    ...other.facts,
    insert: async (table, rows, options) => {
      if (table !== "events") return other.facts.insert(table, rows, options);
      resolved.resolve();
      await looked.promise;
      await other.facts.insert(table, rows, options);
      written.resolve();
    },
  };
  const writer = testCtx(other, { facts });
  const sent = writeMessages(writer, messages("1", ctx.clock() - 1), await openBatch(writer, "messages"));
  await resolved.promise;
  const removed = whileRemovingCustomers(ctx, async () => {
    // No row is there yet, so the customer may go.
    looked.resolve();
    await written.promise;
    // Where its check does not wait for this removal, the writer has ended long before it.
    await Promise.race([sent.catch(() => undefined), rounds(ctx, 20)]);
    await removeIdentities(ctx, sql`customer = ${literal.integer(customer)}`);
    await removeCustomers(ctx.facts, sql`customer = ${literal.integer(customer)}`);
  });
  await expect(sent).rejects.toMatchObject({ code: "BATCH_UNDECIDED" });
  await removed;
});

test("a customer that somebody tags while its import is undone stays with the tag, or the tag is refused", async () => {
  await applyTags({ ctx, input: { document: { tags: [{ code: "vip", name: "贵宾", kind: "static" }] }, prune: false } });
  const path = join(engine.dataDir, "people.csv");
  writeFileSync(path, "id,day\nu1,2026-01-10\nu2,2026-01-10\n");
  const mapping = { event: "Order Completed", time: "day", timezone: "Asia/Shanghai", identities: { crm: "id" } };
  const { id } = await importFile({ ctx, tagging: IMPORTED, input: { path, mapping } });
  const customer = await findCustomer({ ctx, input: "crm:u1" });
  let tagged: Promise<unknown> | undefined;
  const tagging: Tagging = {
    ...IMPORTED,
    async manuallyTagged(reader) {
      const read = await IMPORTED.manuallyTagged(reader);
      tagged = assignTag({ ctx, input: { tag: "vip", add: [customer], remove: [] } }).catch((error: unknown) => error);
      await Promise.race([tagged, rounds(ctx, 20)]);
      return read;
    },
  };
  await undoImport({ ctx, tagging, input: { import: id } });
  expect(await tagged).toMatchObject({ code: "BATCH_UNDECIDED" });
  const [row] = await ctx.facts.rows(sql`SELECT sum(bitmapCardinality(customers)) AS members FROM members FINAL`);
  expect(row).toEqual({ members: "0" });
  // Both take it as it is now.
  expect(await assignTag({ ctx, input: { tag: "vip", add: [], remove: [customer] } })).toMatchObject({ members: 0 });
});

/** Time for other work, measured in statements of the fact store. */
async function rounds({ facts }: Ctx, count: number): Promise<void> {
  for (let round = 0; round < count; round++) await facts.rows(sql`SELECT 1`);
}
