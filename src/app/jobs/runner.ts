import type { Ctx, Records } from "../../engine/index.ts";
import { newId, problem, Problem, requirePermission, type Clock, type Log, type Permission } from "../../kernel/index.ts";
import { asProblem } from "../failure.ts";
import {
  actorOfJob,
  BEAT_MILLISECONDS,
  beat,
  failLostJobs,
  forgetOldJobs,
  insertJob,
  noteCancel,
  problemOf,
  readJob,
  runningJobs,
  updateJob,
} from "./store.ts";
import type { Job, JobKind, Jobs, StartJob } from "./types.ts";
import { settled } from "./wait.ts";

/** Progress reaches the records at most this often; in between it is only in this process. */
const WRITE_MILLISECONDS = 1_000;
/** How often a job of another process is looked at while someone waits for it. */
const LOOK_MILLISECONDS = 500;

/** Whoever may start a job may end one of its kind. */
const NEEDED: Readonly<Record<JobKind, Permission>> = {
  import: "data.import",
  undo: "data.import",
  export: "data.export",
  apply: "tag.edit",
  evaluate: "tag.edit",
  backtest: "tag.read",
  erase: "customer.edit",
};

interface Live {
  step: Job["step"];
  progress: number | null;
  readonly done: Promise<void>;
  /** Ends this one job: cancelled, or because everything stops. */
  readonly ending: AbortController;
  /** It has not had its turn yet: who waits for it is told at once. */
  waiting: boolean;
  finish(): void;
}

/** Runs jobs in this process. `alone`: no other process works on these records. */
export async function openJobs({
  records,
  clock,
  log,
  alone,
}: {
  records: Records;
  clock: Clock;
  log: Log;
  alone: boolean;
}): Promise<Jobs> {
  const runner = newId();
  const live = new Map<string, Live>();
  const queues = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
  await failLostJobs(records, clock(), alone);
  await forgetOldJobs(records, clock());
  const heart = setInterval(() => {
    const work = live.size > 0 ? beat(records, runner, clock()).then((ids) => void ids.forEach(end)) : Promise.resolve();
    const sweep = alone ? work : work.then(() => failLostJobs(records, clock(), false));
    sweep.catch((error: unknown) => log.warn({ err: error }, "the jobs' beat failed"));
  }, BEAT_MILLISECONDS).unref();

  /** Ends a job of this process; one that waits for its turn will not get it. */
  function end(id: string): void {
    const entry = live.get(id);
    if (!entry || entry.ending.signal.aborted) return;
    entry.ending.abort(problem("JOB_CANCELLED", {}));
    if (!entry.waiting) return;
    const problems = JSON.stringify(problemOf(problem("JOB_CANCELLED", {})));
    void updateJob(records, id, { state: "failed", problem: problems, ended_at: new Date(clock()) })
      .catch((error: unknown) => log.error({ err: error, job: id }, "a job's end could not be written"))
      .finally(() => entry.finish());
  }

  async function work(id: string, { ctx, run }: StartJob, entry: Live): Promise<void> {
    let written = -Infinity;
    const report = (step: NonNullable<Job["step"]>, share: number | null) => {
      entry.step = step;
      entry.progress = share === null ? null : Math.min(1, Math.max(0, share));
      const now = performance.now();
      if (now - written < WRITE_MILLISECONDS) return;
      written = now;
      updateJob(records, id, { step: JSON.stringify(step), progress: entry.progress }).catch((error: unknown) =>
        log.warn({ err: error, job: id }, "a job's progress could not be written"),
      );
    };
    const { signal } = entry.ending;
    try {
      signal.throwIfAborted();
      entry.waiting = false;
      const result = await run({ ctx, progress: report, signal });
      await updateJob(records, id, { state: "done", progress: 1, result: JSON.stringify(result ?? null), ended_at: new Date(clock()) });
    } catch (error) {
      const failure = failureOf(error, ctx, signal);
      if (failure.status >= 500) log.error({ err: error, job: id }, "a job failed");
      await updateJob(records, id, { state: "failed", problem: JSON.stringify(problemOf(failure)), ended_at: new Date(clock()) });
    }
  }

  return {
    async start(job) {
      if (stopping.signal.aborted) throw problem("STORES_CLOSED", {});
      const id = newId(clock());
      await insertJob(records, { id, kind: job.kind, actor: job.ctx.actor.id, runner }, clock());
      const turn = (job.queue !== undefined && queues.get(job.queue)) || Promise.resolve();
      const { promise: done, resolve: finish } = Promise.withResolvers<void>();
      const entry: Live = { step: null, progress: null, done, ending: new AbortController(), waiting: true, finish };
      live.set(id, entry);
      const over = turn
        .then(() => work(id, job, entry))
        .catch((error: unknown) => log.error({ err: error, job: id }, "a job's end could not be written"))
        .finally(() => {
          live.delete(id);
          if (job.queue !== undefined && queues.get(job.queue) === over) queues.delete(job.queue);
          finish();
        });
      // Not `done`: of a job that is cancelled while it waits that comes before those in front of it have ended.
      if (job.queue !== undefined) queues.set(job.queue, over);
      return id;
    },
    async read(id, waitMilliseconds = 0) {
      const end = performance.now() + waitMilliseconds;
      const own = live.get(id);
      if (own && waitMilliseconds > 0) await settled([own.done, stopped], waitMilliseconds);
      for (;;) {
        const job = await readJob(records, id);
        const entry = live.get(id);
        if (entry && job.state === "running") return { ...job, step: entry.step, progress: entry.progress };
        const left = end - performance.now();
        if (job.state !== "running" || left <= 0 || stopping.signal.aborted) return job;
        await settled([stopped], Math.min(left, LOOK_MILLISECONDS));
      }
    },
    async running() {
      return (await runningJobs(records)).map((job) => {
        const entry = live.get(job.id);
        return entry ? { ...job, step: entry.step, progress: entry.progress } : job;
      });
    },
    shown(ctx, job) {
      if (ctx.actor.permissions.has(NEEDED[job.kind])) return job;
      return { ...job, result: null, problem: job.problem && withoutData(job.problem) };
    },
    async cancel(ctx, id) {
      const { kind } = await readJob(records, id);
      if (kind === "erase") throw problem("JOB_UNSTOPPABLE", { job: id });
      if ((await actorOfJob(records, id)) !== ctx.actor.id) requirePermission(ctx, NEEDED[kind]);
      if (!(await noteCancel(records, id, clock()))) throw problem("JOB_ENDED", { job: id });
      end(id);
      return readJob(records, id);
    },
    async stop(graceMilliseconds) {
      stopping.abort(problem("STORES_CLOSED", {}));
      for (const { ending } of live.values()) ending.abort(problem("STORES_CLOSED", {}));
      clearInterval(heart);
      await settled([Promise.all([...live.values()].map(({ done }) => done))], graceMilliseconds);
      for (const id of live.keys()) {
        const abandoned = JSON.stringify(problemOf(problem("JOB_ABANDONED", { reason: "stop" })));
        await updateJob(records, id, { state: "failed", problem: abandoned, ended_at: new Date(clock()) });
      }
    },
  };
}

/** Work that fails because it was told to stop failed for that reason, whatever it threw. */
function failureOf(error: unknown, ctx: Ctx, signal: AbortSignal): Problem {
  const reason: unknown = signal.reason;
  if (signal.aborted && reason instanceof Problem && reason.code === "JOB_CANCELLED") return reason;
  if (signal.aborted) return problem("JOB_ABANDONED", { reason: "stop" }, error);
  return asProblem(error, ctx.requestId);
}

/** Problems whose texts hold nothing of a job's data. */
const PLAIN_PROBLEMS: ReadonlySet<string> = new Set(["JOB_ABANDONED", "JOB_CANCELLED"]);

/** Why a job failed, for those who may not start its like: other texts name files, values and customers. */
function withoutData({ code, exit, ...texts }: NonNullable<Job["problem"]>): NonNullable<Job["problem"]> {
  if (PLAIN_PROBLEMS.has(code)) return { code, exit, ...texts };
  return {
    code,
    exit,
    zh: `任务失败（${code}）。原因只告诉可以启动这类任务的人。`,
    en: `The job failed (${code}). The reason is told to those who may start such a job.`,
  };
}
