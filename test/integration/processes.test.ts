import { sql } from "../../src/engine/index.ts";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { createKey, forgetRequestCounts } from "../../src/access/index.ts";
import { buildServer } from "../../src/api/index.ts";
import { openApp, operatorContext, readConfig, type App } from "../../src/app/index.ts";
import type { JobShape } from "../../src/contract/index.ts";
import { openStatementProxy } from "../faults/servers/statementProxy.ts";
import { testDirectory } from "../support/directory.ts";
import { testStores, type TestStores } from "../support/stores.ts";

const open = ({ dataDir, databaseUrl, clickhouseUrl }: Omit<TestStores, "remove">): Promise<App> => {
  const env = { TAGWISE_DATA: dataDir, DATABASE_URL: databaseUrl, CLICKHOUSE_URL: clickhouseUrl };
  return openApp(readConfig({ env, cwd: dataDir }), { server: buildServer, graceMilliseconds: 1_000 });
};

test.runIf(inject("servers"))("requests a minute are counted over all processes, for each address alone", async () => {
  const stores = await testStores();
  const [one, other] = [await open(stores), await open(stores)];
  try {
    const ask = async (app: App, remoteAddress: string) => {
      const payload = { login: `nobody ${Math.random()}`, password: "wrong" };
      return (await app.server()).inject({ method: "POST", url: "/api/session", payload, remoteAddress });
    };
    const codes: number[] = [];
    for (let request = 0; request < 30; request++) codes.push((await ask(request % 2 ? one : other, "203.0.113.1")).statusCode);
    expect(new Set(codes)).toEqual(new Set([401]));
    for (const app of [one, other]) {
      const refused = await ask(app, "203.0.113.1");
      expect(refused.json()).toMatchObject({ status: 429, code: "RATE_LIMITED" });
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await ask(one, "203.0.113.2")).statusCode).toBe(401);
    // A window that has ended begins anew, and the sweep deletes those of others that have ended.
    await one.engine.records
      .updateTable("request_counts")
      .set({ until: new Date(0) })
      .execute();
    expect((await ask(other, "203.0.113.1")).json()).toMatchObject({ code: "LOGIN_THROTTLED" });
    await forgetRequestCounts(one.engine);
    expect(await one.engine.records.selectFrom("request_counts").select("requests").execute()).toEqual([{ requests: 1 }]);
  } finally {
    await Promise.all([one.close(), other.close()]);
    await stores.remove();
  }
});

test.runIf(inject("servers"))(
  "a process that does not see the data directory of the others does not start, and says what to do",
  async () => {
    const stores = await testStores();
    const elsewhere = testDirectory("elsewhere");
    const one = await open(stores);
    try {
      const mark = JSON.parse(readFileSync(join(stores.dataDir, "stores.json"), "utf8")) as object;
      expect(mark).toEqual({ stores: expect.any(String), directory: expect.any(String) });
      await (await open(stores)).close();
      const error = await open({ ...stores, dataDir: elsewhere.path }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "DATA_DIR_NOT_SHARED", params: { dataDir: elsewhere.path } });
      expect(error).toMatchObject({
        zh: expect.stringContaining("TAGWISE_DATA"),
        en: expect.stringContaining("mount the shared directory"),
      });
      await one.close();
      // Who is alone goes on with another directory: the former may be lost. Then the former one is the wrong one.
      const alone = await open({ ...stores, dataDir: elsewhere.path });
      await expect(open(stores)).rejects.toMatchObject({ code: "DATA_DIR_NOT_SHARED" });
      await alone.close();
    } finally {
      await one.close();
      await stores.remove();
      elsewhere.remove();
    }
  },
);

test.runIf(inject("servers"))("a data directory of other databases is refused", async () => {
  const [stores, others] = [await testStores(), await testStores()];
  await (await open(others)).close();
  cpSync(join(others.dataDir, "stores.json"), join(stores.dataDir, "stores.json"));
  await expect(open(stores)).rejects.toMatchObject({ code: "DATA_DIR_OF_OTHERS" });
  await Promise.all([stores.remove(), others.remove()]);
});

test.runIf(inject("servers"))("an erasure waits for messages about the customer that another process is writing", async () => {
  const stores = await testStores();
  const proxy = await openStatementProxy(stores.clickhouseUrl!);
  const [one, other] = [await open(stores), await open({ ...stores, clickhouseUrl: proxy.url })];
  try {
    const ctx = operatorContext(one, "zh");
    const { secret } = await createKey({ ctx, input: { name: "admin", role: "administrator" } });
    const ask = async (app: App, method: "GET" | "POST" | "DELETE", url: string, payload?: object) =>
      (await app.server()).inject({
        method,
        url: `/api${url}`,
        headers: { authorization: `Bearer ${secret}` },
        ...(payload && { payload }),
      });
    const send = (app: App, id: string) =>
      ask(app, "POST", "/events", { events: [{ event: "Order Completed", id, identities: { crm: "gone" } }] });
    expect((await send(one, "1")).statusCode).toBe(200);
    const held = proxy.hold(/INSERT INTO events\b/);
    const sent = send(other, "2");
    await held.kept;
    const { job } = (await ask(one, "DELETE", "/customers/crm:gone")).json<{ job: string }>();
    const now = async () => (await ask(one, "GET", `/jobs/${job}`)).json<JobShape>();
    await expect.poll(async () => JSON.stringify(await now()), { timeout: 30_000 }).toMatch(/等待其他进程|"state":"done"/);
    expect(await held.release()).toBe(200);
    expect((await sent).statusCode).toBe(200);
    await expect.poll(async () => (await now()).state).toBe("done");
    expect(await ctx.facts.rows(sql`SELECT id FROM events`)).toEqual([]);
    // What is sent afterwards belongs to a new customer.
    expect((await send(other, "2")).json()).toMatchObject({ results: [{ status: "accepted", added: true }] });
  } finally {
    await Promise.all([one.close(), other.close()]);
    await proxy.close();
    await stores.remove();
  }
});
