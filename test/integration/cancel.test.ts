import { sql } from "../../src/engine/index.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
beforeEach(async () => {
  tagwise = await openTestApp();
  const { facts } = tagwise.app.engine;
  await facts.insert(
    "customers",
    [1, 2, 3].map((customer) => ({ customer, created: "2025-01-01 00:00:00.000", batch: 1 })),
  );
  const everybody = { code: "everybody", name: "所有人", rule: { not: { event: "Order Completed" } } };
  await ended(await started("/api/tags/apply", { document: { tags: [everybody] } }));
});
afterEach(() => tagwise.close());

const started = async (url: string, payload: object = {}) =>
  (await tagwise.ask("editor", { method: "POST", url, payload })).json<{ job: string }>().job;
const ended = (job: string) => tagwise.ended(job, "editor");
const members = async () => (await tagwise.ask("read-only", { url: "/api/tags/everybody" })).json<{ members: number }>().members;

/** The universe of customers becomes one that no statement reaches the end of. */
const ENDLESS = sql`100000000000000`;
async function withoutEnd(): Promise<void> {
  const { facts } = tagwise.app.engine;
  await facts.run(sql`RENAME TABLE customers TO customers_kept`);
  await facts.run(
    sql`CREATE VIEW customers AS SELECT toUInt32(number % 5) AS customer, toDateTime64(0, 3, 'UTC') AS created, toUInt64(1) AS batch FROM numbers(${ENDLESS})`,
  );
}
async function withEnd(): Promise<void> {
  const { facts } = tagwise.app.engine;
  await facts.run(sql`DROP VIEW customers`);
  await facts.run(sql`RENAME TABLE customers_kept TO customers`);
}
/** Whether the engine works on an insert of an evaluation's leaves. */
async function working(): Promise<boolean> {
  const [row] = await tagwise.app.engine.facts.rows<{ yes: number }>(
    sql`SELECT count() > 0 AS yes FROM system.processes WHERE query LIKE '%INSERT INTO stage_%_leaves_%' AND query NOT LIKE '%system.processes%'`,
  );
  return Number(row!.yes) === 1;
}

test("cancelling an evaluation ends its statement in the engine; members are as before and the next evaluation is whole", async () => {
  expect(await members()).toBe(3);
  await withoutEnd();
  const job = await started("/api/evaluations?force=true");
  while (!(await working()));
  const listed = await tagwise.ask("read-only", { url: "/api/jobs" });
  expect(listed.json()).toMatchObject({ items: [{ id: job, kind: "evaluate", state: "running", cancelling: false }] });
  const answer = await tagwise.ask("editor", { method: "DELETE", url: `/api/jobs/${job}` });
  expect(answer.statusCode).toBe(200);
  expect(await ended(job)).toMatchObject({ state: "failed", problem: { code: "JOB_CANCELLED" } });
  // chDB keeps an ended statement on its list until the next one of that connection.
  await tagwise.app.engine.facts.rows(sql`SELECT 1 AS one`, { lane: "heavy" });
  while (await working());
  await withEnd();
  expect(await members()).toBe(3);
  const tag = await tagwise.ask("read-only", { url: "/api/tags/everybody" });
  expect(tag.json()).toMatchObject({ failure: null });
  expect(await ended(await started("/api/evaluations?force=true"))).toMatchObject({ state: "done", result: { tags: 1 } });
  expect(await members()).toBe(3);
});

test("a job that waits for its turn is cancelled at once; one that ended cannot be, nor one by somebody who may not start its like", async () => {
  await withoutEnd();
  const first = await started("/api/evaluations?force=true");
  const second = await started("/api/evaluations?force=true");
  while (!(await working()));
  const refused = await tagwise.ask("read-only", { method: "DELETE", url: `/api/jobs/${second}` });
  expect(refused.json()).toMatchObject({ status: 403, code: "FORBIDDEN" });
  await tagwise.ask("editor", { method: "DELETE", url: `/api/jobs/${second}` });
  expect(await ended(second)).toMatchObject({ state: "failed", problem: { code: "JOB_CANCELLED" } });
  expect(await working()).toBe(true);
  await tagwise.ask("administrator", { method: "DELETE", url: `/api/jobs/${first}` });
  expect(await ended(first)).toMatchObject({ problem: { code: "JOB_CANCELLED" } });
  await withEnd();
  const again = await tagwise.ask("editor", { method: "DELETE", url: `/api/jobs/${first}` });
  expect(again.json()).toMatchObject({ status: 409, code: "JOB_ENDED" });
});
