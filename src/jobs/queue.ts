import { maySomewhere, requireSomewhere, standingActor, SYSTEM, tagPolicy } from "../access/index.ts";
import type { Ctx, Notices, Records } from "../engine/index.ts";
import { langOf, newId, problem, requirePermission, unusableTexts, type Clock, type Log } from "../kernel/index.ts";
import { openClockwork } from "./clockwork.ts";
import type { AnyJobKind } from "./define.ts";
import { FAILURE_KEPT_MILLISECONDS, KEPT_MILLISECONDS } from "./jobDefaults.ts";
import { thrownProblem, withoutData, type StoredProblem } from "./problems.ts";
import { STOPPING } from "./running.ts";
import { cancelJobRow } from "./store/cancel.ts";
import { failedFields } from "./store/end.ts";
import { insertJob, type NewJob } from "./store/insert.ts";
import { isOpen, jobOf, jobRow, openJobRows } from "./store/read.ts";
import { beat, BEAT_MILLISECONDS, forgetOldJobs, recoverJobs } from "./store/recover.ts";
import { keepSchedules } from "./store/schedules.ts";
import type { Job, JobContext, JobRow, Jobs } from "./types.ts";
import { openWaiting, settled } from "./waiting.ts";
import { openWorker } from "./worker.ts";

/** How often a job is read while a caller waits for it: the notice of its end may get lost. */
const LOOK_MILLISECONDS = 1_000;
/** After a failure, jobs that are due by the clock are not started for this time. */
const REST_MILLISECONDS = 10_000;
const FORGET_MILLISECONDS = 3_600_000;
const CHANNEL = "tagwise_jobs";

export interface QueueParts {
  readonly records: Records;
  readonly notices: Notices;
  readonly kinds: readonly AnyJobKind[];
  context(of: JobContext): Ctx;
  readonly clock: Clock;
  readonly log: Log;
  readonly timezone: string;
  /** No other process works on these records. */
  readonly alone: boolean;
  /** Whether this process holds the writer lease now. */
  holds(): boolean;
}

/** Opens the queue of this process. It runs its own jobs at once, and those of other processes after `serve`. */
export async function openJobs(parts: QueueParts): Promise<Jobs> {
  const { records, notices, clock, log, alone, holds } = parts;
  const runner = newId();
  const kinds = new Map(parts.kinds.map((kind) => [kind.name, kind]));
  const waiting = openWaiting();
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
  let serving = false;
  let clockwork: { stop(): Promise<void> } | undefined;
  let forgotten = performance.now();
  /** When the last job of a `single` key failed here: `watch` does not start it again at once. */
  const failedAt = new Map<string, number>();

  const worker = openWorker(
    { records, clock, log, contextOf },
    {
      runner,
      serving: () => serving,
      kinds: () => (holds() ? parts.kinds : parts.kinds.filter(({ holderOnly }) => !holderOnly)),
      ended: ({ id: job, single }, how) => {
        if (single !== null && how === "failed") failedAt.set(single, performance.now());
        else if (single !== null) failedAt.delete(single);
        waiting.tell(job);
        notices.tell(CHANNEL, `ended ${job}`);
      },
    },
  );
  const unlisten = notices.listen(CHANNEL, (payload) => {
    const [what, job] = payload?.split(" ") ?? [];
    if (what !== "queued") waiting.tell(job ?? null);
    if (what === "cancel") worker.cancel(job!);
    else worker.wake();
  });
  const system = parts.context({ actor: SYSTEM, lang: "zh", requestId: "jobs" });

  await recover(alone);
  await forgetOldJobs(records, clock());
  const heart = setInterval(() => {
    live().catch((error: unknown) => log.warn({ err: error }, "the beat of jobs failed"));
  }, BEAT_MILLISECONDS).unref();

  async function live(): Promise<void> {
    const mine = await beat(records, runner);
    for (const [job, { ending }] of worker.running) {
      const cancelled = mine.get(job);
      if (cancelled) worker.cancel(job);
      // Another process took this one for dead and claimed the job. The work here stops, so that two processes never run one job.
      if (cancelled === undefined && worker.running.has(job)) ending.abort(STOPPING());
    }
    if (!alone && serving) await recover(false);
    if (performance.now() - forgotten < FORGET_MILLISECONDS) return;
    forgotten = performance.now();
    await forgetOldJobs(records, clock());
  }

  async function recover(everything: boolean, taken: readonly string[] = []): Promise<void> {
    for (const job of await recoverJobs(records, runner, kinds, { alone: everything, taken }, clock())) {
      waiting.tell(job);
      notices.tell(CHANNEL, `ended ${job}`);
    }
    worker.wake();
  }

  /** The context of a job: that of the actor who started it, with the actor's present permissions. */
  async function contextOf({ actor_kind: kind, actor: id, actor_name: name, lang, request }: JobRow): Promise<Ctx> {
    const actor = kind === "system" ? SYSTEM : await standingActor(records, { kind, id, name });
    // A session cannot end a job that waits or runs again, so the job itself finds out.
    if (actor.role === "") throw problem("JOB_STARTER_GONE", { name });
    return parts.context({ actor, lang: langOf(lang), requestId: request });
  }

  function newJob(kind: AnyJobKind, input: unknown, ctx: Ctx, startAt: number): NewJob {
    const { actor, lang, requestId: request } = ctx;
    const keys = { serial: kind.serial?.(input) ?? null, single: kind.single?.(input) ?? null };
    return { kind: kind.name, input, ...keys, actor, lang, request, attached: serving || actor === SYSTEM ? null : runner, startAt };
  }

  async function add(kind: AnyJobKind, input: unknown, ctx: Ctx, startAt: number): Promise<string> {
    if (stopping.signal.aborted) throw STOPPING();
    if (unusableTexts(input).length > 0) throw problem("TEXT_UNUSABLE", {});
    const id = await insertJob(records, newJob(kind, kind.input.parse(input), ctx, startAt), clock());
    worker.wake();
    notices.tell(CHANNEL, "queued");
    return id;
  }

  const may = ({ permissions }: Pick<Ctx["actor"], "permissions">, { permission, seenBy }: AnyJobKind) => ({
    start: permission !== null && permissions.has(permission),
    see: (permission !== null && permissions.has(permission)) || (seenBy !== undefined && permissions.has(seenBy)),
  });

  /**
   * The job as the actor may see it; undefined when the actor may not see it. Results quote values of files, so only actors who may start
   * such a job see them; and they name tags, so of the jobs of others only actors from whom no tag is hidden.
   */
  async function shown(ctx: Ctx, row: JobRow): Promise<Job | undefined> {
    const { actor } = ctx;
    const kind = kinds.get(row.kind);
    if (!kind || kind.permission === null) return undefined;
    const isOwn = row.actor === actor.id;
    const { start, see } = may(actor, kind);
    if (!see && !isOwn) return undefined;
    const isFull = isOwn
      ? start || (kind.tagAction !== undefined && (await maySomewhere(ctx, kind.tagAction)))
      : start && (await tagPolicy(ctx)).seesAll;
    const own = worker.running.get(row.id);
    const job = own && row.state === "running" ? { ...jobOf(row), step: own.step, progress: own.progress } : jobOf(row);
    return isFull ? job : { ...job, step: null, result: null, problem: job.problem && withoutData(job.problem) };
  }

  /** The row once the job has ended, or when the time is over. */
  async function wait(id: string, milliseconds: number): Promise<JobRow> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const over = waiting.ended(id);
      try {
        const row = await jobRow(records, id);
        const left = end - performance.now();
        if (!isOpen(row) || left <= 0 || stopping.signal.aborted) return row;
        await settled([over.promise, stopped], Math.min(left, LOOK_MILLISECONDS));
      } finally {
        over.forget();
      }
    }
  }

  async function cancelRow(id: string, kept = KEPT_MILLISECONDS): Promise<void> {
    const was = await cancelJobRow(records, id, clock(), kept);
    if (was === undefined) throw problem("JOB_ENDED", { job: id });
    worker.cancel(id);
    if (was === "queued") waiting.tell(id);
    notices.tell(CHANNEL, `${was === "queued" ? "ended" : "cancel"} ${id}`);
    worker.wake();
  }

  const kindOf = ({ name }: { readonly name: string }): AnyJobKind => {
    const kind = kinds.get(name);
    if (!kind) throw new RangeError(`no kind of job is called ${name}`);
    return kind;
  };

  const jobs: Jobs = {
    async enqueue(ctx, name, input, { startAt = clock() } = {}) {
      const kind = kindOf(name);
      if (kind.tagAction !== undefined) await requireSomewhere(ctx, kind.tagAction);
      else if (kind.permission !== null) requirePermission(ctx, kind.permission);
      return add(kind, input, ctx, startAt);
    },
    async perform(ctx, name, input, { signal } = {}) {
      const id = await jobs.enqueue(ctx, name, input);
      const cancel = () => void cancelRow(id).catch(() => undefined);
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        const row = await wait(id, Infinity);
        if (row.state === "done") return row.result as never;
        throw row.problem ? thrownProblem(row.problem as unknown as StoredProblem) : STOPPING();
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
    async read(ctx, id, waitMilliseconds = 0) {
      const first = await shown(ctx, await jobRow(records, id));
      if (!first) throw problem("NOT_FOUND", { what: id });
      return waitMilliseconds > 0 && isOpen(first) ? (await shown(ctx, await wait(id, waitMilliseconds)))! : first;
    },
    async list(ctx) {
      const visible = parts.kinds.filter(({ permission }) => permission !== null).map(({ name }) => name);
      const rows = await openJobRows(records, visible);
      return (await Promise.all(rows.map((row) => shown(ctx, row)))).filter((job) => job !== undefined);
    },
    async cancel(ctx, id) {
      const row = await jobRow(records, id);
      if (!(await shown(ctx, row))) throw problem("NOT_FOUND", { what: id });
      const kind = kinds.get(row.kind)!;
      if (row.actor !== ctx.actor.id) requirePermission(ctx, kind.permission!);
      if (kind.unstoppable) throw problem("JOB_UNSTOPPABLE", { job: id, reason: kind.unstoppable });
      await cancelRow(id, kind.keptMilliseconds);
      return jobs.read(ctx, id);
    },
    rights(actor, name) {
      const kind = kinds.get(name);
      return kind ? may(actor, kind) : { start: false, see: false };
    },
    async serve() {
      if (serving || stopping.signal.aborted) return;
      serving = true;
      const scheduled = parts.kinds.flatMap(({ name, cron }) => (cron === undefined ? [] : [{ kind: name, cron }]));
      await keepSchedules(records, scheduled, parts.timezone, clock());
      clockwork = openClockwork({
        records,
        clock,
        log,
        kinds: parts.kinds,
        ctx: system,
        works: () => holds() && !stopping.signal.aborted,
        jobOf: (kind, input) => newJob(kind, input, system, clock()),
        add: async (kind, input) => {
          const failed = failedAt.get(kind.single?.(input) ?? "");
          if (failed === undefined || performance.now() - failed > REST_MILLISECONDS) await add(kind, input, system, clock());
        },
        wake: () => worker.wake(),
      });
      worker.wake();
    },
    async leaseTaken() {
      const taken = parts.kinds.filter(({ holderOnly }) => holderOnly).map(({ name }) => name);
      await recover(alone, taken);
    },
    leaseLost() {
      for (const { kind, ending } of worker.running.values()) if (kind.holderOnly) ending.abort(STOPPING());
    },
    async stop(graceMilliseconds) {
      if (stopping.signal.aborted) return;
      stopping.abort(STOPPING());
      clearInterval(heart);
      for (const { ending } of worker.running.values()) ending.abort(STOPPING());
      await Promise.all([worker.stop(), clockwork?.stop()]);
      for (const { ending } of worker.running.values()) if (!ending.signal.aborted) ending.abort(STOPPING());
      await settled([Promise.all([...worker.running.values()].map(({ done }) => done))], graceMilliseconds);
      // Records that are gone must not keep the other stores open: the next start recovers these jobs.
      await leaveBehind().catch((error: unknown) => log.warn({ err: error }, "jobs could not be given back; the next start does it"));
      unlisten();
    },
  };

  /** Jobs that did not end in time are queued again or fail, as after a crash. Waiting jobs that only this process could run fail. */
  async function leaveBehind(): Promise<void> {
    for (const { row, kind } of worker.running.values()) {
      const again = row.attached === null && kind.afterCrash !== "fail";
      await records
        .updateTable("jobs")
        .set(
          again
            ? { state: "queued", runner: null, single: null, attempt: row.attempt - 1 }
            : failedFields(
                problem("JOB_ABANDONED", { reason: "stop" }),
                clock(),
                (kind.keptMilliseconds ?? KEPT_MILLISECONDS) || FAILURE_KEPT_MILLISECONDS,
              ),
        )
        .where("id", "=", row.id)
        .where("state", "=", "running")
        .execute();
    }
    await records
      .updateTable("jobs")
      .set(failedFields(problem("JOB_ABANDONED", { reason: "stop" }), clock(), KEPT_MILLISECONDS))
      .where("attached", "=", runner)
      .where("state", "=", "queued")
      .execute();
    notices.tell(CHANNEL, "queued");
  }

  return jobs;
}
