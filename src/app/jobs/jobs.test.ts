import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testStores } from "../../../test/support/stores.ts";
import { OPERATOR } from "../../access/index.ts";
import type { Ctx, Records } from "../../engine/index.ts";
import { openRecords } from "../../engine/records/open.ts";
import { problem } from "../../kernel/index.ts";
import { openJobs, type Jobs } from "./index.ts";

const stores = await testStores();
const log = { info() {}, warn() {}, error() {} };
const step = { zh: "读取", en: "Reading" };
let records: Records;
let ctx: Ctx;
const now = Date.UTC(2025, 10, 2);

const open = (alone = true) => openJobs({ records, clock: () => now, log, alone });
const gate = () => Promise.withResolvers<void>();

beforeAll(async () => {
  records = await openRecords(stores);
  ctx = { actor: OPERATOR, requestId: "r1", records } as unknown as Ctx;
});
beforeEach(async () => {
  await records.deleteFrom("jobs").execute();
});
afterAll(async () => {
  await records.destroy();
  await stores.remove();
});

async function withJobs<T>(check: (jobs: Jobs) => Promise<T>): Promise<T> {
  const jobs = await open();
  try {
    return await check(jobs);
  } finally {
    await jobs.stop(0);
  }
}

test("a job tells its step and share while it runs, and its result when it is done", () =>
  withJobs(async (jobs) => {
    const { promise, resolve } = gate();
    const started = gate();
    const id = await jobs.start({
      ctx,
      kind: "import",
      async run({ progress }) {
        progress(step, 0.25);
        progress(step, 7);
        progress(step, 0.5);
        started.resolve();
        await promise;
        return { rows: 3 };
      },
    });
    await started.promise;
    expect(await jobs.read(id)).toMatchObject({ id, kind: "import", state: "running", step, progress: 0.5, result: null, endedAt: null });
    const waiting = jobs.read(id, 30_000);
    resolve();
    expect(await waiting).toMatchObject({ state: "done", progress: 1, result: { rows: 3 }, problem: null });
  }));

test("waiting ends when the time is over, with the job as it is", () =>
  withJobs(async (jobs) => {
    const { promise, resolve } = gate();
    const id = await jobs.start({ ctx, kind: "apply", run: () => promise });
    expect(await jobs.read(id, 5)).toMatchObject({ state: "running" });
    resolve();
    expect(await jobs.read(id, 30_000)).toMatchObject({ state: "done", result: null });
  }));

test("a named failure is kept with its texts, exit code and issues; an unforeseen one says nothing of itself", () =>
  withJobs(async (jobs) => {
    const issue = { code: "x", path: "tags[0]", zh: "错", en: "wrong" };
    const named = await jobs.start({
      ctx,
      kind: "apply",
      run: async () => {
        throw problem("INPUT_INVALID", { issues: [issue] });
      },
    });
    expect(await jobs.read(named, 30_000)).toMatchObject({ state: "failed", problem: { code: "INPUT_INVALID", exit: 3, issues: [issue] } });
    const strange = await jobs.start({
      ctx,
      kind: "apply",
      run: async () => {
        throw new Error("password=secret");
      },
    });
    const job = await jobs.read(strange, 30_000);
    expect(job).toMatchObject({ state: "failed", problem: { code: "INTERNAL" } });
    expect(JSON.stringify(job)).not.toContain("secret");
  }));

test("jobs of one queue run one after another, also after one that failed; others do not wait", () =>
  withJobs(async (jobs) => {
    const seen: string[] = [];
    const first = gate();
    const add = (name: string, work: (place: number) => Promise<void>, queue?: string) =>
      jobs.start({ ctx, kind: "evaluate", ...(queue && { queue }), run: () => work(seen.push(name)) });
    const a = await add("a", () => first.promise.then(() => Promise.reject(new Error("no"))), "q");
    const b = await add("b", async () => {}, "q");
    const other = await add("other", async () => {});
    expect(await jobs.read(other, 30_000)).toMatchObject({ state: "done" });
    expect(await jobs.read(b)).toMatchObject({ state: "running" });
    expect(seen).toEqual(["a", "other"]);
    first.resolve();
    expect(await jobs.read(a, 30_000)).toMatchObject({ state: "failed" });
    expect(await jobs.read(b, 30_000)).toMatchObject({ state: "done" });
    expect(seen).toEqual(["a", "other", "b"]);
  }));

test("one that is cancelled while it waits for its turn gives that turn to nobody before it comes", () =>
  withJobs(async (jobs) => {
    const seen: string[] = [];
    const first = gate();
    const add = (name: string, until = Promise.resolve()) =>
      jobs.start({
        ctx,
        kind: "evaluate",
        queue: "q",
        async run() {
          seen.push(name);
          await until;
          seen.push(`${name} ends`);
        },
      });
    const a = await add("a", first.promise);
    const b = await add("b");
    const c = await add("c");
    await jobs.cancel(ctx, b);
    expect(await jobs.read(b, 30_000)).toMatchObject({ state: "failed", problem: { code: "JOB_CANCELLED" } });
    first.resolve();
    for (const id of [a, c]) expect(await jobs.read(id, 30_000)).toMatchObject({ state: "done" });
    expect(seen).toEqual(["a", "a ends", "c", "c ends"]);
  }));

test("stopping tells the work, refuses new jobs and marks what does not end in time", async () => {
  const jobs = await open();
  const obedient = await jobs.start({
    ctx,
    kind: "import",
    run: ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
  });
  const stubborn = await jobs.start({ ctx, kind: "import", run: () => new Promise(() => {}) });
  const waiting = jobs.read(stubborn, 30_000);
  await jobs.stop(20);
  expect((await waiting).id).toBe(stubborn);
  for (const id of [obedient, stubborn])
    expect(await jobs.read(id)).toMatchObject({ state: "failed", problem: { code: "JOB_ABANDONED" }, endedAt: expect.any(String) });
  await expect(jobs.start({ ctx, kind: "import", run: async () => {} })).rejects.toMatchObject({ code: "STORES_CLOSED" });
});

test("a job that a crash left running is failed at the next start, with the reason", async () => {
  const at = new Date(now);
  const lost = { kind: "import", state: "running", actor: "x", runner: "gone", started_at: at };
  await records
    .insertInto("jobs")
    .values({ id: "lost", ...lost, beat_at: at })
    .execute();
  await withJobs(async (jobs) => {
    const job = await jobs.read("lost");
    expect(job).toMatchObject({ state: "failed", problem: { code: "JOB_ABANDONED", zh: expect.stringContaining("意外中断") } });
  });
});

test("beside other processes only the jobs of silent ones are lost", async () => {
  const lost = { kind: "import", state: "running", actor: "x", runner: "other", started_at: new Date(now) };
  await records
    .insertInto("jobs")
    .values({ id: "silent", ...lost, beat_at: new Date(now - 61_000) })
    .execute();
  await records
    .insertInto("jobs")
    .values({ id: "alive", ...lost, beat_at: new Date(now - 5_000) })
    .execute();
  const jobs = await open(false);
  expect(await jobs.read("silent")).toMatchObject({ state: "failed" });
  expect(await jobs.read("alive")).toMatchObject({ state: "running" });
  await jobs.stop(0);
});

test("jobs that ended 90 days ago are forgotten at the next start", async () => {
  const old = { kind: "import", state: "done", actor: "x", runner: "gone", started_at: new Date(0), beat_at: new Date(0) };
  const days = (count: number) => new Date(now - count * 24 * 3_600_000);
  await records
    .insertInto("jobs")
    .values([
      { id: "old", ...old, ended_at: days(91) },
      { id: "recent", ...old, ended_at: days(89) },
    ])
    .execute();
  await withJobs(async (jobs) => {
    await expect(jobs.read("old")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await jobs.read("recent")).toMatchObject({ state: "done" });
  });
});

test("a job that does not exist is not found", () =>
  withJobs(async (jobs) => {
    await expect(jobs.read("none", 30_000)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }));
