import type { FastifyInstance } from "fastify";
import { sql as recordsSql } from "kysely";
import { expect, inject, test } from "vitest";
import { planWebhook } from "../../src/actions/index.ts";
import { createKey } from "../../src/access/index.ts";
import { buildServer } from "../../src/api/index.ts";
import { openApp, operatorContext, readConfig } from "../../src/app/index.ts";
import { foreignBatches, openBatch, validateMessages, writeMessages } from "../../src/customers/index.ts";
import { fenceSql, keepLease, openEngine, sql } from "../../src/engine/index.ts";
import { beginEvaluation } from "../../src/membership/index.ts";
import { testCtx } from "../support/engine.ts";
import { testStores } from "../support/stores.ts";

test.runIf(inject("servers"))(
  "a process without the lease hands members over to the holder, and takes the lease when the holder stops",
  async () => {
    const { dataDir, databaseUrl, clickhouseUrl, remove } = await testStores();
    const config = readConfig({ env: { TAGWISE_DATA: dataDir, DATABASE_URL: databaseUrl, CLICKHOUSE_URL: clickhouseUrl }, cwd: dataDir });
    const open = () => openApp(config, { server: buildServer, graceMilliseconds: 1_000 });
    const holder = await open();
    const other = await open();
    try {
      expect([holder.holds(), other.holds()]).toEqual([true, false]);
      await holder.jobs.serve();
      await other.jobs.serve();
      const { secret } = await createKey({ ctx: operatorContext(holder, "zh"), input: { name: "admin", role: "administrator" } });
      const server = await other.server();
      const headers = { authorization: `Bearer ${secret}` };
      const post = (url: string, payload: object) => server.inject({ method: "POST", url, headers, payload });
      await post("/api/customers", { customers: [{ identities: { crm: "1" }, attributes: { city: "北京" } }] });
      const applied = await post("/api/tags/apply", { document: { tags: [{ code: "vip", name: "VIP", kind: "static" }] } });
      const { job } = applied.json<{ job: string }>();
      const ended = await server.inject({ url: `/api/jobs/${job}?wait=30000`, headers });
      expect(ended.json()).toMatchObject({ state: "done" });
      expect((await post("/api/tags/vip/members", { add: ["crm:1"] })).json()).toMatchObject({ entered: 1, left: 0, members: 1 });
      await writeEverything(server, headers);
      await post("/api/customers", { customers: [{ identities: { crm: "3" } }] });
      expect((await post("/api/tags/vip/members", { add: ["crm:3"] })).json()).toMatchObject({ entered: 1 });
      expect([holder.holds(), other.holds()]).toEqual([true, false]);
      await holder.close();
      await expect.poll(() => other.holds()).toBe(true);
      expect((await post("/api/tags/vip/members", { remove: ["crm:3"] })).json()).toMatchObject({ entered: 0, left: 1 });
    } finally {
      await holder.close();
      await other.close();
      await remove();
    }
  },
);

/** What changes members in other ways than by hand, at a process without the lease. */
async function writeEverything(server: FastifyInstance, headers: Record<string, string>): Promise<void> {
  const ask = async (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, payload?: object | string) => {
    const answer = await server.inject({ method, url: `/api${path}`, headers, ...(payload !== undefined && { payload }) });
    expect(answer.json(), `${method} ${path}`).not.toHaveProperty("code");
    const body = answer.json();
    if (!body.job) return body;
    const { result, ...job } = (await server.inject({ url: `/api/jobs/${body.job}?wait=30000`, headers })).json();
    expect(job, path).toMatchObject({ state: "done" });
    return result;
  };
  const apply = (tag: object) => ask("POST", "/tags/apply", { document: { tags: [tag] } });
  await ask("POST", "/customers", { customers: [{ identities: { crm: "2", phone: "13800138000" }, attributes: { shelf: "9" } }] });
  await ask("POST", "/customers", { customers: [{ identities: { crm: "2" }, attributes: { shelf: "b" }, at: "2020-01-01" }] });
  await apply({ code: "nines", name: "九", rule: { attribute: "shelf", in: ["9", "10"] } });
  await ask("PATCH", "/catalogue/attributes/shelf", { type: "number" });
  await apply({ code: "nines", name: "九", rule: { attribute: "shelf", is: ">= 9" } });
  await ask("POST", "/segments", { name: "some", where: "nines" });
  await apply({ code: "inside", name: "人群内", rule: { segment: "some" } });
  await ask("POST", "/segments", { name: "some", where: "not nines" });
  await ask("POST", "/memberships", { memberships: [{ customer: "crm:2", tag: "vip" }] });
  await ask("POST", "/tags/nines/overrides", { customer: "crm:1", direction: "in", reason: "x" });
  await ask("DELETE", "/tags/nines/overrides/crm:1");
  const file = await ask("POST", "/uploads?name=tags.csv", "会员号,标签\n2,VIP\n");
  await ask("POST", "/imports", { upload: file.upload });
  const { items } = await ask("GET", "/imports");
  await ask("POST", `/imports/${items[0].id}/undo`, {});
  await ask("PUT", "/merge-limits", await ask("GET", "/merge-limits"));
  await ask("POST", "/customers/crm:1/merge", { other: "crm:2", reason: "x" });
  await ask("PATCH", "/identity/placeholders", { add: [{ platform: "phone", value: "13800138000" }] });
  await ask("POST", "/evaluations", {});
  await ask("DELETE", "/customers/crm:1");
}

test.runIf(inject("servers"))(
  "a holder that was replaced writes nothing any more, in either store, though it does not know it yet",
  async () => {
    const { remove, ...config } = await testStores();
    const [one, other] = [await openEngine(config), await openEngine(config)];
    try {
      expect(await one.lease.take()).toBe(true);
      expect(await other.lease.take(), "it is held").toBe(false);
      await one.records
        .updateTable("writer_lease")
        .set({ until: recordsSql<Date>`'-infinity'` })
        .execute();
      expect(await other.lease.take()).toBe(true);
      expect(one.lease.held).toBe(true);
      const write = ({ facts, lease }: typeof one) => {
        const { mark, passed } = fenceSql(lease);
        return facts.run(sql`${mark} INSERT INTO metrics (tag, customer, evaluation) SELECT 1, 1, 1 WHERE ${passed}`);
      };
      await expect(write(one)).rejects.toMatchObject({ code: "LEASE_LOST" });
      await expect(beginEvaluation(testCtx(one), "full", 0)).rejects.toMatchObject({ code: "LEASE_LOST" });
      const webhook = { id: "w", name: "w", url: "https://example.com", secret: "s", prefix: "s", tags: "[1]", types: "[]" };
      const owner = { owner_kind: "person", owner: "x", owner_name: "x" };
      await other.records
        .insertInto("webhooks")
        .values({ ...webhook, ...owner, state: "active", since: 0, queued_up_to: 0, failures: 0, created_at: new Date() })
        .execute();
      await expect(planWebhook(testCtx(one), "w", 1)).rejects.toMatchObject({ code: "LEASE_LOST" });
      await planWebhook(testCtx(other), "w", 1);
      expect(await one.facts.rows(sql`SELECT tag FROM metrics`)).toEqual([]);
      await write(other);
      await beginEvaluation(testCtx(other), "full", 0);
      expect(await one.lease.renew()).toBe(false);
      expect(() => one.lease.require()).toThrow(expect.objectContaining({ code: "LEASE_ELSEWHERE" }));
    } finally {
      await one.close();
      await other.close();
      await remove();
    }
  },
);

test.runIf(inject("servers"))("who waits for the lease learns at once that the holder gave it back", async () => {
  const { remove, ...config } = await testStores();
  const [one, other] = [await openEngine(config), await openEngine(config)];
  const log = { info: () => undefined, warn: () => undefined };
  const moved = Promise.withResolvers<void>();
  const keep = ({ lease, records, notices }: typeof one, taken: () => void, beatMilliseconds?: number) =>
    keepLease({ lease, records, notices, beatMilliseconds, log, taken: async () => taken(), lost: async () => undefined });
  try {
    const holder = await keep(one, () => undefined);
    // By its beat alone it would not look before the test is over.
    const waiting = await keep(other, moved.resolve, 3_600_000);
    expect([one.lease.held, other.lease.held]).toEqual([true, false]);
    await holder.stop();
    await moved.promise;
    expect(other.lease.fence).toBe(one.lease.fence + 1);
    await waiting.stop();
  } finally {
    await one.close();
    await other.close();
    await remove();
  }
});

test.runIf(inject("servers"))("the holder takes back what a process left open that died, though nobody sends anything", async () => {
  const { dataDir, databaseUrl, clickhouseUrl, remove } = await testStores();
  const config = readConfig({ env: { TAGWISE_DATA: dataDir, DATABASE_URL: databaseUrl, CLICKHOUSE_URL: clickhouseUrl }, cwd: dataDir });
  const holder = await openApp(config, { server: buildServer, graceMilliseconds: 1_000 });
  try {
    await holder.jobs.serve();
    const ctx = operatorContext(holder, "zh");
    const events = [{ event: "Order Completed", identities: [{ platform: "crm", external: "1" }], time: ctx.clock(), properties: {} }];
    const batch = await openBatch(ctx, "messages");
    await writeMessages(ctx, validateMessages({ customers: [], events }), batch);
    const rows = async () => (await ctx.facts.rows(sql`SELECT id FROM events`)).length;
    expect(await rows()).toBe(1);
    await ctx.records.updateTable("pending_batches").set({ process: "dead" }).where("batch", "=", batch).execute();
    await expect.poll(rows).toBe(0);
    await expect.poll(async () => (await foreignBatches(ctx)).length).toBe(0);
  } finally {
    await holder.close();
    await remove();
  }
});
