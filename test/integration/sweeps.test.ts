import { afterAll, beforeAll, expect, test } from "vitest";
import type { Stores } from "../../src/engine/index.ts";
import { ADMIN, openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

const OLD = new Date("2020-01-01T00:00:00Z");
const NEW = new Date("2100-01-01T00:00:00Z");

/** How many rows of each table are left. */
async function left({ records }: Pick<Stores, "records">) {
  const count = async (table: "answered_requests" | "login_attempts" | "reads" | "request_counts" | "sessions") => {
    const { rows } = await records
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<string>().as("rows"))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  return {
    answers: await count("answered_requests"),
    attempts: await count("login_attempts"),
    reads: await count("reads"),
    requests: await count("request_counts"),
    sessions: await count("sessions"),
  };
}

test("what is kept for a time only is deleted by the clock, and by no request", async () => {
  const { app, ctx } = tagwise;
  const { records } = ctx;
  for (const table of ["login_attempts", "reads", "request_counts", "sessions"] as const) await records.deleteFrom(table).execute();
  const { id: person } = await records.selectFrom("people").select("id").executeTakeFirstOrThrow();
  const read = { actor_kind: "key", actor: "a", actor_name: "a", action: "customer.read", details: "{}", request: "r" };
  for (const [name, at] of [
    ["old", OLD],
    ["new", NEW],
  ] as const) {
    await records.insertInto("answered_requests").values({ actor: "key:a", key: name, request: "r", at }).execute();
    await records.insertInto("login_attempts").values({ source: name, failures: 1, last_at: at }).execute();
    await records
      .insertInto("reads")
      .values({ ...read, at })
      .execute();
    await records.insertInto("request_counts").values({ key: name, requests: 1, until: at }).execute();
    const session = { token: name, id: name, person, address: "127.0.0.1", agent: "" };
    await records
      .insertInto("sessions")
      .values({ ...session, created_at: OLD, seen_at: OLD, expires_at: at })
      .execute();
  }
  const both = { answers: 2, attempts: 2, reads: 2, requests: 2, sessions: 2 };
  expect(await left(ctx)).toEqual(both);

  const { login, password } = ADMIN;
  const signedIn = await tagwise.server.inject({ method: "POST", url: "/api/session", payload: { login, password } });
  expect(signedIn.statusCode).toBe(200);
  // Its own: a session, the count of its address, and the failures of its address, which are taken back and not deleted.
  expect(await left(ctx)).toEqual({ ...both, requests: 3, sessions: 3, attempts: 3 });

  const sweeps = ["sweep.answers", "sweep.attempts", "sweep.reads", "sweep.requests", "sweep.sessions"];
  await app.jobs.serve();
  const scheduled = await records.selectFrom("job_schedules").select("kind").where("kind", "in", sweeps).execute();
  expect(scheduled.map(({ kind }) => kind).toSorted()).toEqual(sweeps);
  await records.updateTable("job_schedules").set({ next_at: OLD }).where("kind", "in", sweeps).execute();
  await expect.poll(() => left(ctx)).toEqual({ answers: 1, attempts: 2, reads: 1, requests: 2, sessions: 2 });
  expect(await records.selectFrom("sessions").select("id").where("id", "=", "old").execute()).toEqual([]);
  expect(app.holds()).toBe(true);
});

test("a key of a request that was answered more than a day ago counts as new", async () => {
  const { records } = tagwise.ctx;
  const ask = (crm: string) =>
    tagwise.ask("administrator", {
      method: "POST",
      url: "/api/customers",
      payload: { customers: [{ identities: { crm } }] },
      headers: { "idempotency-key": "once" },
    });
  const first = await ask("one");
  expect(first.statusCode).toBe(200);
  expect((await ask("one")).json()).toEqual(first.json());
  expect((await ask("two")).json()).toMatchObject({ code: "IDEMPOTENCY_KEY_USED" });
  await records.updateTable("answered_requests").set({ at: OLD }).where("key", "=", "once").execute();
  expect((await ask("two")).statusCode).toBe(200);
  expect((await ask("one")).json()).toMatchObject({ code: "IDEMPOTENCY_KEY_USED" });
});
