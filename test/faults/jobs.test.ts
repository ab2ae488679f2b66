import { afterAll, beforeAll, expect, test } from "vitest";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { onData, TRIALS } from "./kill.ts";
import { openKilledJobs, type KilledJobs } from "./killedJobs.ts";

/** One trial kills ten times. */
const JOB_TRIALS = Math.ceil(TRIALS / 2);

const data = testDirectory("fault-jobs");
let jobs: KilledJobs;
beforeAll(async () => {
  await copyEmptyStores(data.path);
  const local = onData(data.path);
  const { secret } = await local.ask<{ secret: string }>("key", "create", "faults", "--role", "administrator");
  await local.close();
  jobs = await openKilledJobs(data.path, secret);
});
afterAll(async () => {
  await jobs.close();
  data.remove();
});

test(
  "a job whose process is killed in the middle is run again by its kind's rule, and the data are right",
  { timeout: 60_000 + JOB_TRIALS * 400_000 },
  async () => {
    for (let trial = 0; trial < JOB_TRIALS; trial++) await jobs.trial(trial);
    expect.hasAssertions();
  },
);
