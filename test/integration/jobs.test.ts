import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { defineJob, openJobs, type AnyJobKind, type Jobs, type JobWork } from "../../src/jobs/index.ts";
import { PERMISSIONS, problem, type Actor } from "../../src/kernel/index.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

const log = { info() {}, warn() {}, error() {} };
const step = { zh: "读取", en: "Reading" };
const actor = (id: string, ...permissions: (typeof PERMISSIONS)[number][]): Actor => ({
  kind: "operator",
  id,
  name: id,
  permissions: new Set(permissions),
});
const HIS = actor("operator", ...PERMISSIONS);

let engine: Engine;
let ctx: Ctx;
let now = Date.UTC(2026, 0, 2);
const open: Jobs[] = [];

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { actor: HIS, clock: () => now });
});
beforeEach(async () => {
  now = Date.UTC(2026, 0, 2);
  await engine.records.deleteFrom("jobs").execute();
  await engine.records.deleteFrom("job_schedules").execute();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((jobs) => jobs.stop(0)));
});
afterAll(() => engine.close());

interface Opened {
  readonly holds?: () => boolean;
  readonly alone?: boolean;
  readonly serving?: boolean;
}

/** The queue of one process; several may be open at once. */
async function processOf(kinds: readonly AnyJobKind[], { holds = () => true, alone = false, serving = true }: Opened = {}): Promise<Jobs> {
  const context: Parameters<typeof openJobs>[0]["context"] = (of) => testCtx(engine, { ...of, clock: () => now });
  const { records, notices } = engine;
  const jobs = await openJobs({ records, notices, kinds, context, clock: () => now, log, timezone: "Asia/Shanghai", alone, holds });
  open.push(jobs);
  if (serving) await jobs.serve();
  return jobs;
}

const gate = () => Promise.withResolvers<void>();

/** A kind whose work the test gives. */
function kindOf(run: (work: JobWork & { readonly input: string }) => Promise<unknown>, more: Partial<AnyJobKind> = {}): AnyJobKind {
  return defineJob({
    name: "import",
    input: z.string(),
    permission: "data.import",
    afterCrash: "restart",
    run: (_ctx, input, work) => run({ ...work, input }),
    ...more,
  });
}
const ended = (jobs: Jobs, id: string) => jobs.read(ctx, id, 60_000);

test("a job tells its step and share while it runs, and its result when it is done", async () => {
  const [begun, go] = [gate(), gate()];
  const kind = kindOf(async ({ progress, input }) => {
    for (const share of [0.25, 7, 0.5]) progress(step, share);
    begun.resolve();
    await go.promise;
    return { rows: input };
  });
  const jobs = await processOf([kind]);
  const id = await jobs.enqueue(ctx, kind, "three");
  await begun.promise;
  expect(await jobs.read(ctx, id)).toMatchObject({
    id,
    kind: "import",
    state: "running",
    step,
    progress: 0.5,
    result: null,
    endedAt: null,
  });
  expect(await jobs.read(ctx, id, 5)).toMatchObject({ state: "running" });
  const waiting = ended(jobs, id);
  go.resolve();
  expect(await waiting).toMatchObject({ state: "done", progress: 1, result: { rows: "three" }, problem: null });
});

test("performing answers with the result, and throws the failure as the problem it was", async () => {
  const kind = kindOf(async ({ input }) => {
    if (input === "good") return { said: input };
    throw problem("NOT_FOUND", { what: input });
  });
  const jobs = await processOf([kind]);
  expect(await jobs.perform(ctx, kind, "good")).toEqual({ said: "good" });
  const failure = jobs.perform(ctx, kind, "bad");
  await expect(failure).rejects.toMatchObject({ name: "Problem", code: "NOT_FOUND", status: 404, params: { what: "bad" } });
});

test("what an attempt notes, the next one reads; a process that has lost the job notes nothing", async () => {
  const seen: unknown[] = [];
  const kind = kindOf(
    async ({ noted, note, attempt, job }) => {
      seen.push(noted);
      if (attempt === 2) return "done";
      await ctx.records.transaction().execute((tx) => note(tx, { published: ["a\0"] }));
      await ctx.records.updateTable("jobs").set({ runner: "another" }).where("id", "=", job).execute();
      const late = ctx.records.transaction().execute((tx) => note(tx, "late"));
      await expect(late).rejects.toMatchObject({ code: "JOB_ABANDONED" });
      const { runner } = await ctx.records.selectFrom("jobs").select("runner").where("id", "=", job).executeTakeFirstOrThrow();
      seen.push(runner);
      await ctx.records.updateTable("jobs").set({ state: "queued", runner: null }).where("id", "=", job).execute();
      return "lost";
    },
    { serial: () => "noting" },
  );
  const jobs = await processOf([kind]);
  expect(await ended(jobs, await jobs.enqueue(ctx, kind, "x"))).toMatchObject({ state: "done", result: "done" });
  expect(seen).toEqual([null, "another", { published: ["a\u2400"] }]);
});

test("a failure or a result whose text holds a NUL or half of a pair is written down, and what waits behind it runs", async () => {
  const bad = "a\0b\ud83d";
  const kind = kindOf(
    async ({ input, progress }) => {
      progress({ zh: bad, en: bad }, 0.5);
      if (input === "fails") throw problem("NOT_FOUND", { what: bad });
      return { bad };
    },
    { serial: () => "one" },
  );
  const jobs = await processOf([kind]);
  const [failed, done] = [await jobs.enqueue(ctx, kind, "fails"), await jobs.enqueue(ctx, kind, "works")];
  expect(await ended(jobs, failed)).toMatchObject({ state: "failed", problem: { code: "NOT_FOUND" } });
  expect(await ended(jobs, done)).toMatchObject({ state: "done", result: { bad: "a\u2400b\ufffd" } });
  await expect(jobs.enqueue(ctx, kind, bad)).rejects.toMatchObject({ code: "TEXT_UNUSABLE" });
});

test("an unforeseen failure says nothing of itself", async () => {
  const kind = kindOf(async () => {
    throw new Error("password=secret");
  });
  const jobs = await processOf([kind]);
  const job = await ended(jobs, await jobs.enqueue(ctx, kind, "x"));
  expect(job).toMatchObject({ state: "failed", problem: { code: "INTERNAL" } });
  expect(JSON.stringify(job)).not.toContain("secret");
});

test("jobs of one serial key run one after another in the order they came, in whichever process; others do not wait", async () => {
  const seen: string[] = [];
  const first = gate();
  const kind = kindOf(
    async ({ input }) => {
      seen.push(input);
      if (input === "q1") await first.promise.then(() => Promise.reject(new Error("no")));
      seen.push(`${input} ends`);
    },
    { serial: (input: string) => input[0]! },
  );
  const one = await processOf([kind]);
  const other = await processOf([kind]);
  const ids = [];
  for (const input of ["q1", "q2", "q3"]) ids.push(await one.enqueue(ctx, kind, input));
  const aside = await other.enqueue(ctx, kind, "r1");
  expect(await ended(one, aside)).toMatchObject({ state: "done" });
  expect(await one.read(ctx, ids[1]!)).toMatchObject({ state: "queued", startedAt: null });
  first.resolve();
  await Promise.all(ids.map((id) => ended(other, id)));
  expect(seen.filter((each) => each[0] === "q")).toEqual(["q1", "q2", "q2 ends", "q3", "q3 ends"]);
});

test("several processes claim at the same moment: every job runs once, and none beside another of its key", async () => {
  const seen: string[] = [];
  const busy = new Map<string, number>();
  let together = 0;
  const kind = kindOf(
    async ({ input }) => {
      const key = input.split(":")[0]!;
      busy.set(key, (busy.get(key) ?? 0) + 1);
      together = Math.max(together, busy.get(key)!);
      seen.push(input);
      await engine.records.selectFrom("jobs").select("id").execute();
      busy.set(key, busy.get(key)! - 1);
    },
    { serial: (input: string) => input.split(":")[0]! },
  );
  const processes = await Promise.all([processOf([kind]), processOf([kind]), processOf([kind])]);
  const inputs = Array.from({ length: 60 }, (_, index) => `${index % 4}:${index}`);
  const ids = await Promise.all(inputs.map((input, index) => processes[index % 3]!.enqueue(ctx, kind, input)));
  await Promise.all(ids.map((id) => ended(processes[0]!, id)));
  expect(seen.toSorted()).toEqual(inputs.toSorted());
  expect(together).toBe(1);
});

test("while one of a single key waits another is not added; while it runs, one is", async () => {
  const [begun, go] = [gate(), gate()];
  const kind = kindOf(
    async () => {
      begun.resolve();
      await go.promise;
    },
    { single: () => "only", serial: () => "only" },
  );
  const jobs = await processOf([kind]);
  const first = await jobs.enqueue(ctx, kind, "a");
  await begun.promise;
  const second = await jobs.enqueue(ctx, kind, "b");
  expect(second).not.toBe(first);
  expect(await jobs.enqueue(ctx, kind, "c")).toBe(second);
  go.resolve();
  expect(await ended(jobs, second)).toMatchObject({ state: "done" });
});

test("cancelled while it waits it ends at once and never runs; cancelled while it runs, also by another process, its signal says so", async () => {
  const seen: string[] = [];
  const begun = gate();
  const kind = kindOf(
    ({ input, signal }) => {
      seen.push(input);
      begun.resolve();
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
    },
    { serial: () => "one", holderOnly: true },
  );
  const holder = await processOf([kind]);
  const other = await processOf([kind], { holds: () => false });
  const [first, second] = [await other.enqueue(ctx, kind, "first"), await other.enqueue(ctx, kind, "second")];
  await begun.promise;
  expect(await other.cancel(ctx, second)).toMatchObject({ state: "failed", problem: { code: "JOB_CANCELLED" } });
  expect(await other.cancel(ctx, first)).toMatchObject({ state: "running", cancelling: true });
  expect(await ended(other, first)).toMatchObject({ state: "failed", problem: { code: "JOB_CANCELLED" } });
  expect(seen).toEqual(["first"]);
  await expect(holder.cancel(ctx, first)).rejects.toMatchObject({ code: "JOB_ENDED" });
});

test("what cannot be cancelled says why", async () => {
  const go = gate();
  const kind = kindOf(() => go.promise, { unstoppable: { zh: "已经开始", en: "it has begun" } });
  const jobs = await processOf([kind]);
  const id = await jobs.enqueue(ctx, kind, "x");
  await expect(jobs.cancel(ctx, id)).rejects.toMatchObject({ code: "JOB_UNSTOPPABLE", en: expect.stringContaining("it has begun") });
  go.resolve();
  expect(await ended(jobs, id)).toMatchObject({ state: "done" });
});

test("a store that does not answer is tried again after a wait that grows, a number of times; another failure is not", async () => {
  const attempts: number[] = [];
  const kind = kindOf(
    async ({ attempt, input }) => {
      attempts.push(attempt);
      throw problem(input === "passing" ? "FACTS_UNREACHABLE" : "FILE_EMPTY", { message: "gone", file: "x" } as never);
    },
    { retry: { firstMilliseconds: 40, longestMilliseconds: 1_000 }, mostAttempts: 3 },
  );
  const jobs = await processOf([kind]);
  expect(await ended(jobs, await jobs.enqueue(ctx, kind, "lasting"))).toMatchObject({ state: "failed" });
  expect(attempts).toEqual([1]);
  const id = await jobs.enqueue(ctx, kind, "passing");
  const row = () => engine.records.selectFrom("jobs").select(["state", "attempt", "start_at"]).where("id", "=", id).executeTakeFirst();
  await expect.poll(row).toMatchObject({ state: "queued", attempt: 1 });
  const { start_at } = (await row())!;
  expect(start_at.getTime() - now).toBeGreaterThanOrEqual(30);
  expect(start_at.getTime() - now).toBeLessThanOrEqual(50);
  while ((await jobs.read(ctx, id, 20)).state !== "failed") now += 60_000;
  expect(attempts.slice(1)).toEqual([1, 2, 3]);
});

test("a job that starts at an instant waits for it", async () => {
  const kind = kindOf(async () => "late");
  const jobs = await processOf([kind]);
  const id = await jobs.enqueue(ctx, kind, "x", { startAt: now + 60_000 });
  expect(await jobs.read(ctx, id, 50)).toMatchObject({ state: "queued" });
  now += 60_000;
  await jobs.enqueue(ctx, kind, "wakes");
  expect(await ended(jobs, id)).toMatchObject({ state: "done", result: "late" });
});

test("what the lease's holder alone runs waits for it, and reaches who asked in another process", async () => {
  const kind = kindOf(async () => "done by the holder", { holderOnly: true });
  let holds = false;
  const other = await processOf([kind], { holds: () => false });
  const late = await processOf([kind], { holds: () => holds });
  const performing = other.perform(ctx, kind, "x");
  await expect.poll(() => other.list(ctx)).toMatchObject([{ state: "queued" }]);
  holds = true;
  await late.leaseTaken();
  expect(await performing).toBe("done by the holder");
});

test("taking the lease takes over at once what the holder before was running", async () => {
  const attempts: number[] = [];
  const hung = kindOf(({ attempt }) => (attempt === 1 ? new Promise(() => {}) : Promise.resolve(attempts.push(attempt))), {
    holderOnly: true,
  });
  let first = true;
  const dead = await processOf([hung], { holds: () => first });
  const id = await dead.enqueue(ctx, hung, "x");
  await expect.poll(async () => (await dead.read(ctx, id)).state).toBe("running");
  const next = await processOf([hung], { holds: () => !first });
  first = false;
  await next.leaseTaken();
  expect(await ended(next, id)).toMatchObject({ state: "done" });
  expect(attempts).toEqual([2]);
});

test("a process that stops gives its jobs back, as if they had not begun; one that must not be repeated fails", async () => {
  const attempts: number[] = [];
  const endless = (more: Partial<AnyJobKind>) =>
    kindOf(
      ({ attempt, signal }) => {
        attempts.push(attempt);
        return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
      },
      { name: "import", ...more },
    );
  const kinds = [endless({}), endless({ name: "export", afterCrash: "fail", permission: "data.export" })];
  const one = await processOf(kinds);
  const [again, over] = [await one.enqueue(ctx, kinds[0]!, "x"), await one.enqueue(ctx, kinds[1]!, "y")];
  await expect.poll(() => attempts.length).toBe(2);
  await one.stop(30_000);
  await expect(one.enqueue(ctx, kinds[0]!, "x")).rejects.toMatchObject({ code: "STORES_CLOSED" });
  const other = await processOf(kinds);
  await expect.poll(() => attempts.length).toBe(3);
  expect(await other.read(ctx, again)).toMatchObject({ state: "running" });
  expect(await other.read(ctx, over)).toMatchObject({ state: "failed", problem: { code: "JOB_ABANDONED" } });
  expect(attempts).toEqual([1, 1, 1]);
});

/** A running job of a process that is gone, silent for so many seconds. */
async function lost(id: string, more: object = {}, silentSeconds = 31): Promise<void> {
  const at = new Date(now);
  const times = { start_at: at, created_at: at, started_at: at, beat_at: new Date(Date.now() - silentSeconds * 1_000) };
  const asker = { actor_kind: "operator", actor: "operator", actor_name: "x", lang: "zh", request: "r" } as const;
  const row = { id, kind: "import", input: JSON.stringify("x"), state: "running", runner: "gone", attempt: 1, ...times, ...asker, ...more };
  await engine.records
    .insertInto("jobs")
    .values(row as never)
    .execute();
}

test("beside other processes only the jobs of silent ones are lost; each runs again or fails by its kind's rule", async () => {
  const seen: string[] = [];
  const kinds = [
    kindOf(async ({ attempt, job }) => void seen.push(`${job} ${attempt}`)),
    kindOf(async () => undefined, { name: "export", afterCrash: "fail" }),
  ];
  await lost("alive", {}, 2);
  await lost("silent");
  await lost("once", { kind: "export" });
  await lost("often", { attempt: 3 });
  await lost("told", { cancelled_at: new Date(now) });
  await lost("unknown", { kind: "evaluate" });
  await lost("attached", { attached: "gone" });
  const jobs = await processOf(kinds);
  expect(await ended(jobs, "silent")).toMatchObject({ state: "done" });
  expect(seen).toEqual(["silent 2"]);
  const rows = await engine.records.selectFrom("jobs").select(["id", "state", "problem"]).orderBy("id").execute();
  expect(rows.map(({ id, state, problem: cause }) => [id, state, cause?.["code"] ?? null])).toEqual([
    ["alive", "running", null],
    ["attached", "failed", "JOB_ABANDONED"],
    ["often", "failed", "JOB_ABANDONED"],
    ["once", "failed", "JOB_ABANDONED"],
    ["silent", "done", null],
    ["told", "failed", "JOB_CANCELLED"],
    ["unknown", "failed", "JOB_ABANDONED"],
  ]);
});

test("a process alone with the records knows at its start that every other is gone", async () => {
  const kind = kindOf(async ({ attempt }) => attempt);
  await lost("just", {}, 0);
  const jobs = await processOf([kind], { alone: true });
  expect(await ended(jobs, "just")).toMatchObject({ state: "done", result: 2 });
});

test("a command runs its own jobs and leaves those that wait for a server", async () => {
  const kind = kindOf(async ({ input }) => input, { serial: () => "one" });
  await lost("waiting", { state: "queued", runner: null, attempt: 0 });
  const command = await processOf([kind], { alone: true, serving: false });
  expect(await command.perform(ctx, kind, "mine")).toBe("mine");
  expect(await command.read(ctx, "waiting")).toMatchObject({ state: "queued" });
  await command.serve();
  expect(await ended(command, "waiting")).toMatchObject({ state: "done", result: "x" });
});

test("jobs are seen by who started them, by who may start their like, and by those the kind says; results only by the second", async () => {
  const kinds = [
    kindOf(async () => ({ secret: 1 }), { seenBy: "tag.read" }),
    kindOf(async () => undefined, { name: "sweep", permission: null }),
    kindOf(async () => ({ secret: 2 }), { name: "export", permission: "data.export" }),
  ];
  const jobs = await processOf(kinds, { serving: false });
  const sender = testCtx(engine, { actor: actor("sender", "data.send") });
  const viewer = testCtx(engine, { actor: actor("read-only", "tag.read") });
  const id = await jobs.enqueue(ctx, kinds[0]!, "x");
  expect(await ended(jobs, id)).toMatchObject({ result: { secret: 1 } });
  expect(await jobs.read(viewer, id)).toMatchObject({ state: "done", result: null, step: null });
  await expect(jobs.read(sender, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(jobs.cancel(sender, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(jobs.cancel(viewer, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(jobs.enqueue(sender, kinds[0]!, "x")).rejects.toMatchObject({ code: "FORBIDDEN" });
  const own = await jobs.enqueue(ctx, kinds[1]!, "x");
  await expect(jobs.read(ctx, own, 60_000)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const theirs = await jobs.enqueue(testCtx(engine, { actor: actor("sender", "data.export") }), kinds[2]!, "x");
  expect(await jobs.read(sender, theirs, 60_000)).toMatchObject({ result: null });
  await expect(jobs.read(viewer, theirs)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("what an actor may do is read anew when the job runs", async () => {
  const key = { id: "k1", name: "k", role: "editor", hash: "h", prefix: "tw_", created_by: "x", created_at: new Date(now) };
  await engine.records.insertInto("keys").values(key).execute();
  const has: boolean[] = [];
  const go = gate();
  const kind = defineJob({
    name: "import",
    input: z.string(),
    permission: "data.import" as const,
    afterCrash: "restart" as const,
    serial: () => "one",
    async run(own: Ctx, input: string) {
      if (input === "first") await go.promise;
      has.push(own.actor.permissions.has("data.import"));
    },
  });
  const jobs = await processOf([kind]);
  const by = testCtx(engine, { actor: { kind: "key", id: "k1", name: "k", permissions: new Set(PERMISSIONS) } });
  await jobs.enqueue(ctx, kind, "first");
  const second = await jobs.enqueue(by, kind, "second");
  await engine.records.updateTable("keys").set({ role: "read-only" }).where("id", "=", "k1").execute();
  go.resolve();
  expect(await ended(jobs, second)).toMatchObject({ state: "done" });
  expect(has).toEqual([true, false]);
  // A session cannot end a job that waits: the job finds out that its key was revoked, or its person disabled.
  const third = await jobs.enqueue(by, kind, "third");
  await engine.records
    .updateTable("keys")
    .set({ revoked_at: new Date(now) })
    .where("id", "=", "k1")
    .execute();
  await ended(jobs, third);
  const fourth = await jobs.enqueue(by, kind, "fourth");
  expect(await ended(jobs, fourth)).toMatchObject({ state: "failed", problem: { code: "JOB_STARTER_GONE" } });
  expect(has.length).toBeLessThan(4);
});

test("a kind with a cron expression starts by the clock of the workspace's zone, once for all that was missed; one process starts it", async () => {
  const runs: number[] = [];
  const ran = { next: gate() };
  const kind = defineJob({
    name: "sweep",
    input: z.object({}),
    permission: null,
    afterCrash: "restart" as const,
    keptMilliseconds: 0,
    cron: "30 3 * * *",
    async run() {
      runs.push(now);
      ran.next.resolve();
    },
  });
  now = Date.UTC(2026, 0, 1, 19);
  const first = await processOf([kind]);
  const schedule = () => engine.records.selectFrom("job_schedules").selectAll().executeTakeFirstOrThrow();
  expect(await schedule()).toMatchObject({ kind: "sweep", timezone: "Asia/Shanghai", next_at: new Date(Date.UTC(2026, 0, 1, 19, 30)) });
  await first.stop(0);
  now = Date.UTC(2026, 0, 9, 0);
  await Promise.all([processOf([kind]), processOf([kind])]);
  await ran.next.promise;
  await expect.poll(async () => (await schedule()).next_at).toEqual(new Date(Date.UTC(2026, 0, 9, 19, 30)));
  await expect.poll(async () => (await engine.records.selectFrom("jobs").select("id").execute()).length).toBe(0);
  expect(runs).toEqual([now]);
  await processOf([]);
  expect(await engine.records.selectFrom("job_schedules").selectAll().execute()).toEqual([]);
});

test("a kind that watches adds jobs for what is due, one of a key at a time", async () => {
  const runs: string[] = [];
  const go = gate();
  const kind = defineJob({
    name: "watched",
    input: z.string(),
    permission: null,
    afterCrash: "restart" as const,
    keptMilliseconds: 0,
    single: (input: string) => input,
    serial: (input: string) => input,
    watch: { everyMilliseconds: 1, due: async () => (runs.length < 6 ? ["a", "b"] : []) },
    async run(_ctx: Ctx, input: string) {
      runs.push(input);
      if (runs.length > 4) go.resolve();
    },
  });
  await processOf([kind]);
  await go.promise;
  expect(new Set(runs)).toEqual(new Set(["a", "b"]));
});

test("jobs that ended longer ago than their kind keeps them are forgotten", async () => {
  const day = 24 * 3_600_000;
  await lost("old", { state: "done", forget_at: new Date(now - 1) });
  await lost("recent", { state: "done", forget_at: new Date(now + 1) });
  const kind = kindOf(async () => undefined, { keptMilliseconds: 3 * day });
  const jobs = await processOf([kind]);
  await expect(jobs.read(ctx, "old")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await jobs.read(ctx, "recent")).toMatchObject({ state: "done" });
  const id = await jobs.enqueue(ctx, kind, "x");
  await ended(jobs, id);
  const row = await engine.records.selectFrom("jobs").select("forget_at").where("id", "=", id).executeTakeFirstOrThrow();
  expect(row.forget_at).toEqual(new Date(now + 3 * day));
});
