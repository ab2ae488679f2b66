import { sql as recordsSql } from "kysely";
import { expect, test } from "vitest";
import { startPostgres } from "../../test/support/postgres.ts";
import { openRecords } from "./records/open.ts";
import { problem } from "../kernel/index.ts";
import { asProblem } from "./asProblem.ts";

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => asProblem(error, "r1"),
  );

test("a PostgreSQL that goes away while a statement runs, and one that is gone, are both unreachable", async () => {
  const postgres = await startPostgres();
  const records = await openRecords({ dataDir: "", databaseUrl: postgres.url });
  const { rows } = await recordsSql<{ pid: number }>`select pg_backend_pid() as pid`.execute(records);
  const sleeping = failureOf(recordsSql`select pg_sleep(60)`.execute(records));
  const stop = recordsSql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'`;
  while ((await stop.execute(records)).rows.length === 0) await new Promise(setImmediate);
  expect(await sleeping).toMatchObject({ code: "RECORDS_UNREACHABLE", status: 503 });
  expect(rows[0]!.pid).toBeGreaterThan(0);
  await postgres.stop();
  expect(await failureOf(recordsSql`select 1`.execute(records))).toMatchObject({ code: "RECORDS_UNREACHABLE" });
  expect(await failureOf(recordsSql`select 1`.execute(records))).toMatchObject({ code: "RECORDS_UNREACHABLE" });
  await records.destroy();
});

test("a full disk is named whoever reports it", () => {
  for (const code of ["ENOSPC", "EDQUOT", "53100"])
    expect(asProblem(Object.assign(new Error("no"), { code }), "r1")).toMatchObject({ code: "DISK_FULL", exit: 7 });
});

test("a named error stays as it is; anything else keeps its text to itself", () => {
  const named = problem("SIGN_IN_NEEDED", {});
  expect(asProblem(named, "r1")).toBe(named);
  for (const strange of [new Error("secret"), "secret", undefined, { code: 7, secret: 1 }]) {
    const failure = asProblem(strange, "r1");
    expect(failure).toMatchObject({ code: "INTERNAL", params: { requestId: "r1" } });
    expect(failure.message + failure.zh + failure.en).not.toContain("secret");
  }
});
