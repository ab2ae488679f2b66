import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../../../src/access/index.ts";
import { openEngine } from "../../../src/engine/index.ts";
import { testCtx } from "../../support/engine.ts";
import { testStores, type TestStores } from "../../support/stores.ts";
import { openKilledJobs, type KilledJobs } from "../killedJobs.ts";
import { startRounds } from "./rounds.ts";
import { REPEATS } from "./shop.ts";

let stores: TestStores;
let jobs: KilledJobs;
beforeAll(async () => {
  stores = await testStores();
  const engine = await openEngine(stores);
  const { secret } = await createKey({ ctx: testCtx(engine, { clock: Date.now }), input: { name: "faults", role: "administrator" } });
  await engine.close();
  const { dataDir, databaseUrl, clickhouseUrl } = stores;
  jobs = await openKilledJobs(dataDir, secret, { DATABASE_URL: databaseUrl, CLICKHOUSE_URL: clickhouseUrl });
});
afterAll(async () => {
  await jobs.close();
  await stores.remove();
});

test(
  "on servers too, a job whose process is killed in the middle is run again by its kind's rule, and the data are right",
  { timeout: 60_000 + REPEATS * 400_000 },
  async () => {
    const rounds = startRounds();
    for (let trial = 0; trial < REPEATS; trial++) {
      await jobs.trial(trial);
      rounds.did(`killed in each of nine kinds of jobs, ${trial + 1} of ${REPEATS}`);
    }
    expect.hasAssertions();
  },
);
