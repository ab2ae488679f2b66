import { expect, inject, test } from "vitest";
import { sql } from "kysely";
import { createKey } from "../../src/access/index.ts";
import { buildServer } from "../../src/api/index.ts";
import { openApp, operatorContext, readConfig } from "../../src/app/index.ts";
import { fenceSql, openEngine } from "../../src/engine/index.ts";
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
      const { secret } = await createKey({ ctx: operatorContext(holder, "zh"), input: { name: "admin", role: "admin" } });
      const server = await other.server();
      const headers = { authorization: `Bearer ${secret}` };
      const post = (url: string, payload: object) => server.inject({ method: "POST", url, headers, payload });
      await post("/api/customers", { customers: [{ identities: { crm: "1" }, attributes: { city: "北京" } }] });
      const applied = await post("/api/tags/apply", { document: { tags: [{ code: "vip", name: "VIP", kind: "static" }] } });
      const { job } = applied.json<{ job: string }>();
      const ended = await server.inject({ url: `/api/jobs/${job}?wait=30000`, headers });
      expect(ended.json()).toMatchObject({ state: "done" });
      expect((await post("/api/tags/vip/members", { add: ["crm:1"] })).json()).toEqual({ entered: 1, left: 0, members: 1 });
      await holder.close();
      await expect.poll(() => other.holds()).toBe(true);
      expect((await post("/api/tags/vip/members", { remove: ["crm:1"] })).json()).toEqual({ entered: 0, left: 1, members: 0 });
    } finally {
      await holder.close();
      await other.close();
      await remove();
    }
  },
);

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
        .set({ until: sql<Date>`'-infinity'` })
        .execute();
      expect(await other.lease.take()).toBe(true);
      expect(one.lease.held).toBe(true);
      const write = ({ facts, lease }: typeof one) => {
        const { mark, passed } = fenceSql(lease);
        return facts.run(`${mark} INSERT INTO metrics (tag, customer, evaluation) SELECT 1, 1, 1 WHERE ${passed}`);
      };
      await expect(write(one)).rejects.toMatchObject({ code: "LEASE_LOST" });
      await expect(beginEvaluation(testCtx(one), "full", 0)).rejects.toMatchObject({ code: "LEASE_LOST" });
      expect(await one.facts.rows("SELECT tag FROM metrics")).toEqual([]);
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
